import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pseudonym } from '../../network.ts';
import { batch, call, element, link, past, pseudonym, report } from '../../testing/calls.ts';
import { calls, encodedOnes, histories, ids, plain } from '../testing/records.ts';
import { decodeChange, retryKeyOf } from './decode.ts';
import { encodeCall, encodeErasure, encodeHistory, encodePruning, encodeReport } from './encode.ts';
import { decodeAnswer, decodeEntry, journalRowsOf } from './journal.ts';
import { eraseIn, rekeyIn } from './rewrite.ts';

describe('a record', () => {
  it('tells the change that it was made of', () => {
    fc.assert(
      fc.property(encodedOnes, ({ change, record }) => {
        expect(plain(decodeChange(record))).toEqual(plain(change));
      }),
    );
  });

  it('tells a call again as it was, without its amount and names', () => {
    fc.assert(
      fc.property(calls, (one) => {
        const { record } = encodeCall(one, ids);
        const { id, projectId, atMs, elements, answer, signals, model } = one;
        const joined = one.links.map(({ kind, from, to }) => ({ kind, from, to }));
        expect(decodeEntry(record, { ids, purchase: 0 })).toEqual({
          ...{ type: 'call', id, projectId, atMs, elements, links: joined, answer, signals, model },
        });
        expect([...journalRowsOf(record, ids)]).toEqual([{ projectId, atMs, id, purchase: 0 }]);
        expect(decodeAnswer(record)).toEqual({ id, answer });
        const sealed = retryKeyOf(record);
        const key = sealed && Buffer.from(ids.open(sealed)).toString('hex');
        expect(key).toBe(one.idempotencyKey);
      }),
    );
  });

  it.each([
    [{ 'identityRisk.score': 260, other: 1 }, 260],
    [{ 'identityRisk.score': 0 }, 0],
    [{ 'identityRisk.score': 500 }, 500],
    [{ 'identityRisk.score': '77' }, undefined],
    [{ 'identityRisk.score': 26.5 }, undefined],
    [{ text: '"identityRisk.score":7,' }, undefined],
    [{ last: 9 }, undefined],
  ])('tells the score that was recorded: %j', (signals, score) => {
    const answer = JSON.stringify({ 'identityRisk.score': '1' });
    const [row] = [...journalRowsOf(encodeCall(call({ signals, answer }), ids).record, ids)];
    expect(row?.score).toBe(score);
  });

  it('tells each purchase of a history again, found by its reference', () => {
    fc.assert(
      fc.property(histories, (one) => {
        const { record } = encodeHistory(one, ids);
        const { projectId } = one;
        const rows = [...journalRowsOf(record, ids)];
        expect(rows).toEqual(
          one.purchases.map(({ atMs, reference }, purchase) => ({
            ...{ projectId, atMs, purchase },
            ...(reference !== undefined && { reference }),
          })),
        );
        one.purchases.forEach(({ spend, links: joined, ...rest }, purchase) => {
          const plainLinks = joined.map(({ kind, from, to }) => ({ kind, from, to }));
          const entry = { type: 'past', projectId, ...rest, links: plainLinks };
          expect(decodeEntry(record, { ids, purchase })).toEqual(entry);
        });
      }),
      { numRuns: 50 },
    );
  });

  it('is refused when cut short anywhere before its journal', () => {
    const card = element('card', 1);
    const name = element('name', 2);
    const named = { elements: [card, name], links: [link('card-name', card, name)] };
    const records = [
      encodeCall(call({ ...named, signals: {}, idempotencyKey: pseudonym(3) }), ids).record,
      encodeHistory(batch({ purchases: [past(named)] }), ids).record,
      encodeReport(report(named), ids).record,
      encodeErasure([card], ids).record,
      encodePruning({ card: 1 }).record,
    ];
    const journalBytes = Buffer.byteLength('{"model":"v0","signals":{}}');
    for (const record of records) {
      const end = record[0] === 1 ? record.length - journalBytes : record.length;
      for (let length = 0; length < end; length += 1)
        expect(() => decodeChange(record.subarray(0, length))).toThrow(RangeError);
    }
  });

  it('that is none throws nothing but RangeError and SyntaxError', () => {
    const hostile = fc.oneof(
      fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
      fc.tuple(encodedOnes, fc.nat(), fc.nat({ max: 255 })).map(([{ record }, at, byte]) => {
        const changed = Buffer.from(record);
        changed.writeUInt8(byte, at % changed.length);
        return changed;
      }),
    );
    const readers: readonly ((record: Buffer) => unknown)[] = [
      decodeChange,
      (record) => [...journalRowsOf(record, ids)],
      (record) => decodeEntry(record, { ids, purchase: 0 }),
      decodeAnswer,
      (record) => eraseIn(record, () => true),
      (record) => rekeyIn(record, ids.seal),
    ];
    fc.assert(
      fc.property(hostile, (record) => {
        for (const read of readers)
          try {
            read(record);
          } catch (error) {
            expect(['RangeError', 'SyntaxError']).toContain((error as Error).name);
          }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['an id that is no UUID', { id: 'abc' }],
    ['a key that is not 32 hex digits', { idempotencyKey: 'abc' as Pseudonym }],
    ['more than 255 elements', { elements: Array.from({ length: 256 }, () => element('card', 1)) }],
    [
      'a link to an element that it does not name',
      { links: [link('card-name', element('card', 1), element('name', 1))] },
    ],
  ])('is not made of a call with %s', (_, changes) => {
    expect(() => encodeCall(call(changes), ids)).toThrow(RangeError);
  });
});
