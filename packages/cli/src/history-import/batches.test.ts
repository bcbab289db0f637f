import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HistoryRow } from '../history/row.ts';
import { type Batch, batchesOf } from './batches.ts';

async function* inParts(parts: readonly (readonly HistoryRow[])[]) {
  yield* parts;
}

async function cut(...parts: readonly (readonly HistoryRow[])[]): Promise<Batch[]> {
  const batches: Batch[] = [];
  for await (const batch of batchesOf(inParts(parts))) batches.push(batch);
  return batches;
}

const event = (line: number, userAgent = 'x'): HistoryRow => ({
  line,
  atMs: 0,
  members: { userAgent },
});
const reject = (line: number): HistoryRow => ({ line, reject: 'time is missing' });
const rows = (many: number) => Array.from({ length: many }, (_, at) => event(at + 2));

describe('batches', () => {
  it('are of a thousand rows, the last of what is left', async () => {
    const batches = await cut(rows(2500));
    expect(batches.map(({ events }) => events.length)).toEqual([1000, 1000, 500]);
    expect(batches.map(({ throughLine }) => throughLine)).toEqual([1001, 2001, 2501]);
  });

  it('of no rows are none', async () => expect(await cut([], [])).toEqual([]));

  it('reach through rows that were rejected', async () => {
    const [batch] = await cut([event(2), reject(3)], [reject(9)]);
    expect(batch).toMatchObject({ throughLine: 9, rejects: [{ line: 3 }, { line: 9 }] });
    expect(batch?.events).toHaveLength(1);
  });

  it('fit into a body, whatever rows are like', async () => {
    const long = 'ü'.repeat(500_000);
    const batches = await cut([1, 2, 3, 4, 5].map((line) => event(line, long)));
    expect(batches.map(({ events }) => events.length)).toEqual([3, 2]);
    for (const { printed } of batches)
      expect(Buffer.byteLength(printed.join(','))).toBeLessThan(4 * 1024 * 1024);
  });

  it('keep every row, in order, however they came', async () => {
    const part = fc.array(fc.boolean(), { maxLength: 1500 });
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 5 }), async (parts) => {
        let line = 0;
        const given = parts.map((ones) =>
          ones.map((good) => {
            line += 1;
            return good ? event(line) : reject(line);
          }),
        );
        const batches = await cut(...given);
        const lines = batches.flatMap(({ events, rejects }) =>
          [...events, ...rejects].map((row) => row.line).toSorted((one, other) => one - other),
        );
        expect(lines).toEqual(given.flat().map((row) => row.line));
        for (const { printed, events } of batches)
          expect(printed.map((text) => JSON.parse(text))).toEqual(events);
      }),
      { numRuns: 20 },
    );
  });
});
