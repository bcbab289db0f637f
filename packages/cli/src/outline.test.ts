import { describe, expect, it } from 'vitest';
import { columns } from './fold.ts';
import { outline } from './outline.ts';
import { createTerminal } from './terminal.ts';

const silent = { write: () => undefined };
const plain = createTerminal({ json: false, out: silent, err: silent, noColor: true }).style;
const value = (text: string): string => ' '.repeat(37) + text;

describe('an outline', () => {
  it('puts values into one column, however deep they are', () => {
    const lines = outline({ id: 'x', a: { b: { cardHolderNamefirstSeenDays: 0 } } }, plain);
    expect(lines).toEqual([
      '  id                                 x',
      '  a',
      '    b',
      '      cardHolderNamefirstSeenDays    0',
    ]);
  });

  it('says so where a list is empty', () => {
    expect(outline({ alerts: [] }, plain)).toEqual(['  alerts                             none']);
  });

  it('begins a line for every item of a list', () => {
    const lines = outline({ warnings: ['one thing', 'another'] }, plain);
    expect(lines).toEqual(['  warnings                           one thing', value('another')]);
  });

  it('folds long values below themselves', () => {
    const lines = outline({ userAgent: 'Mozilla/5.0 (some words) '.repeat(8) }, plain);
    expect(lines.length).toBeGreaterThan(3);
    expect(lines[1]).toMatch(/^ {37}\S/);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
  });

  it('dims names where the terminal shows it', () => {
    const out = { ...silent, isTTY: true };
    const { style } = createTerminal({ json: false, out, err: silent, noColor: false });
    expect(outline({ a: { b: 1 } }, style)[0]).toBe('\u001b[2m  a\u001b[22m');
  });
});
