import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonRows } from './json-rows.ts';
import { maxRowLength, rejects } from './row.ts';

function split(text: string, partLength = text.length || 1) {
  const rows = new JsonRows();
  const parts = text.match(new RegExp(`[^]{1,${partLength}}`, 'gu')) ?? [];
  return [...parts.flatMap((part) => rows.push(part)), ...rows.end()];
}

describe('rows of JSON Lines', () => {
  it('come back as they were written, wherever the text is parted', () => {
    const object = fc.dictionary(fc.string({ maxLength: 6 }), fc.string({ maxLength: 6 }));
    fc.assert(
      fc.property(fc.array(object), fc.integer({ min: 1, max: 20 }), (objects, partLength) => {
        const texts = objects.map((one) => JSON.stringify(one));
        fc.pre(!texts.join('').includes('\uFFFD'));
        const found = split(texts.join('\r\n'), partLength);
        expect(found).toEqual(
          texts.map((text, index) => ({ line: index + 1, object: JSON.parse(text) })),
        );
      }),
    );
  });

  it('are objects, each on a line of its own', () => {
    const text = '{"a":1}\n\n[1]\n{"a":\nnull\n"x"\n{"__proto__":2}\n{"a":"\uFFFD"}';
    expect(split(text)).toEqual([
      { line: 1, object: { a: 1 } },
      ...[3, 4, 5, 6].map((line) => ({ line, reject: rejects.json })),
      { line: 7, object: JSON.parse('{"__proto__":2}') },
      { line: 8, reject: rejects.encoding },
    ]);
  });

  it('are no longer than 1 MiB, and nothing longer is kept', () => {
    const rows = new JsonRows();
    const found = [...rows.push('{}\n')];
    for (let part = 0; part < 100; part += 1) found.push(...rows.push('['.repeat(64 * 1024)));
    // It is given up while it goes on.
    expect(found).toHaveLength(2);
    found.push(...rows.push('\n{}\n'), ...rows.end());
    expect(found.map((row) => ('reject' in row ? [row.line, row.reject] : row.line))).toEqual([
      1,
      [2, rejects.long],
      3,
    ]);
    expect(split(`{"a":"${'x'.repeat(maxRowLength)}"}`)).toEqual([
      { line: 1, reject: rejects.long },
    ]);
  });
});
