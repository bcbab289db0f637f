import fc from 'fast-check';
import { expect, it } from 'vitest';
import { columns, fold, foldIndented } from './fold.ts';

it('folds at spaces and loses no word', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-z]{1,12}$/)),
      fc.integer({ min: 12 }),
      (words, width) => {
        const lines = fold(words.join(' '), width);
        expect(lines.join(' ').split(' ').filter(Boolean)).toEqual(words);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
      },
    ),
  );
});

it('leaves a word that is wider than the line whole: paths are there to be copied', () => {
  expect(fold('see /a/rather/long/path now', 10)).toEqual(['see', '/a/rather/long/path', 'now']);
});

it('keeps a command in backticks on one line', () => {
  expect(fold('start it with `npx whorl start`, please', 22)).toEqual([
    'start it with',
    '`npx whorl start`,',
    'please',
  ]);
});

it('lets no control character through to the terminal', () => {
  expect(fold('red\u001b[31m\r\nnext', 40)).toEqual(['red [31m next']);
});

it('counts the indentation in', () => {
  const lines = foldIndented('word '.repeat(60), 10);
  for (const line of lines) expect(line).toMatch(/^ {10}word/);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
});

it('makes no line of nothing', () => {
  expect(fold('', 80)).toEqual([]);
});
