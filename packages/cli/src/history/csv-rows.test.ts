import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvRows, type Delimiter } from './csv-rows.ts';
import { maxRowLength, rejects } from './row.ts';

/** Splits a text that comes in parts of one length. */
function split(text: string, { delimiter = ',', partLength = text.length || 1 } = {}) {
  const rows = new CsvRows(delimiter as Delimiter);
  const parts = text.match(new RegExp(`[^]{1,${partLength}}`, 'g')) ?? [];
  return [...parts.flatMap((part) => rows.push(part)), ...rows.end()];
}

const cellsOf = (text: string, options = {}) =>
  split(text, options).map((row) => ('cells' in row ? row.cells : row.reject));

const cell = fc.oneof(
  fc.string({
    unit: fc.constantFrom('"', ',', ';', '\t', '\r', '\n', 'a', ' ', 'é', '😀'),
    maxLength: 8,
  }),
  fc.string({ maxLength: 8 }).filter((text) => !text.includes('\uFFFD')),
);

/** Two cells at least: a row of one empty cell is a blank line. */
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 8 });

describe('rows of CSV', () => {
  it('come back as they were written, wherever the text is parted', () => {
    const layout = fc.record({
      delimiter: fc.constantFrom(',', ';', '\t'),
      lineEnd: fc.constantFrom('\r\n', '\n', '\r'),
      partLength: fc.integer({ min: 1, max: 20 }),
      isEnded: fc.boolean(),
    });
    fc.assert(
      fc.property(table, layout, (rows, { delimiter, lineEnd, partLength, isEnded }) => {
        const print = (one: string) =>
          /["\r\n]/.test(one) || one.includes(delimiter) ? `"${one.replaceAll('"', '""')}"` : one;
        const lines = rows.map((row) => row.map(print).join(delimiter));
        const text = lines.join(lineEnd) + (isEnded && rows.length > 0 ? lineEnd : '');
        expect(cellsOf(text, { delimiter, partLength })).toEqual(rows);
      }),
    );
  });

  it('are the same in parts as whole, whatever the text', () => {
    const text = fc.string({
      unit: fc.constantFrom('"', ',', '\r', '\n', 'a', '\uFFFD'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 7 }), (any, partLength) => {
        expect(split(any, { partLength })).toEqual(split(any));
      }),
    );
  });

  it('know the line on which they begin', () => {
    const text = 'a,b\r\n\r\n1,"x\r\ny\nz"\r\n2,3\n4,5';
    expect(split(text).map(({ line }) => line)).toEqual([1, 3, 6, 7]);
  });

  it.each([
    [
      'a quote that is never closed',
      '1,"x\n2,y\n3,z\n',
      [rejects.unclosed, ['2', 'y'], ['3', 'z']],
    ],
    ['words after a closing quote', '1,"x"y\n2,z\n', [rejects.afterQuote, ['2', 'z']]],
    ['a quote in the middle of a cell', '1,5" screen\n2,z\n', [rejects.strayQuote, ['2', 'z']]],
    ['bytes that were no UTF-8', '1,M\uFFFDller\n2,z\n', [rejects.encoding, ['2', 'z']]],
  ])('cost one row for %s', (_, text, expected) => {
    expect(cellsOf(text)).toEqual(expected);
    expect(split(text).map(({ line }) => line)).toEqual(expected.map((_, index) => index + 1));
  });

  it('keep no more than a row of a line that has no end', () => {
    const rows = new CsvRows(',');
    const found = [];
    for (let part = 0; part < 200; part += 1) found.push(...rows.push(','.repeat(64 * 1024)));
    expect(found).toHaveLength(1);
    found.push(...rows.push('\n1,2\n'), ...rows.end());
    expect(found).toEqual([
      { line: 1, reject: rejects.long },
      { line: 2, cells: ['1', '2'] },
    ]);
  });

  it('take a row of the longest that is allowed, and none that is longer', () => {
    const longest = 'x'.repeat(maxRowLength - 3);
    expect(cellsOf(`1,${longest}\n`, { partLength: 65_536 })).toEqual([['1', longest]]);
    expect(cellsOf(`1,${longest}xx\n2,y\n`, { partLength: 65_536 })).toEqual([
      rejects.long,
      ['2', 'y'],
    ]);
  });
});
