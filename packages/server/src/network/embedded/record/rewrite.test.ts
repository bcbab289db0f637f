import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change, Sighted } from '../../change.ts';
import { elementCodes, erasedCode } from '../../kinds.ts';
import { call, element, link } from '../../testing/calls.ts';
import { calls, encodedOnes, histories, ids, otherIds, plain } from '../testing/records.ts';
import { decodeChange } from './decode.ts';
import { encodeCall, encodeHistory } from './encode.ts';
import { decodeAnswer, decodeEntry } from './journal.ts';
import { eraseIn, rekeyIn } from './rewrite.ts';

describe('a record written anew', () => {
  it('is as long, and tells all but what was erased and its links', () => {
    fc.assert(
      fc.property(encodedOnes, fc.integer({ min: 1, max: 4 }), ({ change, record }, every) => {
        const isErased = (_: number, id: Uint8Array): boolean => (id[0] ?? 0) % every === 0;
        const before = Buffer.from(record);
        const erased = eraseIn(record, isErased);
        expect(record).toEqual(before);
        expect(erased !== undefined).toBe(holdsErased(change, isErased));
        if (erased === undefined) return;
        expect(erased).toHaveLength(record.length);
        const again = decodeChange(erased);
        expect(holdsErased(again, isErased)).toBe(false);
        expect(plain(again)).toEqual(plain(without(change, isErased)));
        expect(eraseIn(erased, isErased)).toBeUndefined();
      }),
    );
  });

  it('leaves no byte of what was erased, and of a name that was linked to it', () => {
    const card = element('card', 1);
    const name = element('name', 2);
    const part = {
      exact: 'badcafebadcafe00',
      root: 'badcafebadcafe01',
      phonetic: 'badcafebadcafe02',
    };
    const links = [{ ...link('card-name', card, name), name: [part] }];
    const { record, change } = encodeCall(call({ elements: [card, name], links }), ids);
    const erased = eraseIn(record, (kind) => elementCodes[kind] === 'card');
    const id = Buffer.from(change.ids.subarray(0, 16));
    expect([record, erased].map((one) => one?.includes(id))).toEqual([true, false]);
    const token = Buffer.from('badcafebadcafe', 'hex');
    expect([record, erased].map((one) => one?.includes(token))).toEqual([true, false]);
    const entry = decodeEntry(erased as Buffer, { ids, purchase: 0 });
    expect(entry).toMatchObject({ elements: [name], links: [] });
  });

  it.each([
    ['device', [true, true]],
    ['account', [false, true]],
    ['email', [false, false]],
  ] as const)('names a device no more by which an erased %s was known', (gone, isGone) => {
    const elements = (['device', 'account', 'email'] as const).map((kind) => element(kind, 1));
    const names = [`UDID-${'0a1b'.repeat(8)}`, 'c2d3'.repeat(8)] as const;
    const [uDeviceId, accountDeviceId] = names;
    const signals = { 'device.uDeviceId': uDeviceId, 'device.accountDeviceId': accountDeviceId };
    const answer = JSON.stringify({ deviceInsights: { uDeviceId, accountDeviceId } });
    const { record } = encodeCall(call({ elements, answer, signals }), ids);
    const erased = eraseIn(record, (kind) => elementCodes[kind] === gone) as Buffer;
    expect(names.map((name) => !erased.includes(name))).toEqual(isGone);
    expect(names.map((name) => record.includes(name))).toEqual([true, true]);
    const { answer: left } = decodeAnswer(erased);
    expect(JSON.parse(left)).toHaveProperty('deviceInsights.uDeviceId');
  });

  it('under another key tells the same pseudonyms, and is what that key would have made', () => {
    const map = (sealed: Uint8Array): Uint8Array => otherIds.seal(ids.open(sealed));
    fc.assert(
      fc.property(calls, histories, (one, many) => {
        const rekeyed = rekeyIn(encodeCall(one, ids).record, map);
        expect(rekeyed).toEqual(encodeCall(one, otherIds).record);
        const history = rekeyIn(encodeHistory(many, ids).record, map);
        expect(history).toEqual(encodeHistory(many, otherIds).record);
      }),
      { numRuns: 50 },
    );
  });

  it('leaves what was erased empty under another key', () => {
    const { record } = encodeCall(call({ elements: [element('card', 1)] }), ids);
    const erased = eraseIn(record, () => true) as Buffer;
    expect(rekeyIn(erased, otherIds.seal)).toEqual(erased);
  });
});

const sightedOf = (change: Change): readonly Pick<Sighted, 'kinds' | 'ids'>[] =>
  'purchases' in change ? change.purchases : 'kinds' in change ? [change] : [];

function holdsErased(change: Change, isErased: (kind: number, id: Uint8Array) => boolean): boolean {
  return sightedOf(change).some(({ kinds, ids: stored }) =>
    kinds.some(
      (kind, n) => kind !== erasedCode && isErased(kind, stored.subarray(16 * n, 16 * n + 16)),
    ),
  );
}

/** The change as it is without what was erased, said in another way than the code that is tested. */
function without(change: Change, isErased: (kind: number, id: Uint8Array) => boolean): Change {
  if (change.type === 'prune') return change;
  if (change.type === 'history')
    return {
      ...change,
      purchases: change.purchases.map((one) => ({ ...one, ...emptied(one, isErased) })),
    };
  if (change.type === 'erase') {
    const { kinds, ids: stored } = emptied(
      { ...change, links: new Uint8Array(), names: new Uint8Array() },
      isErased,
    );
    return { ...change, kinds, ids: stored };
  }
  return { ...change, ...emptied(change, isErased) };
}

type Parts = Pick<Sighted, 'kinds' | 'ids' | 'links' | 'names'>;

function emptied(parts: Parts, isErased: (kind: number, id: Uint8Array) => boolean): Parts {
  const gone = Array.from(parts.kinds, (kind, n) =>
    isErased(kind, parts.ids.subarray(16 * n, 16 * n + 16)),
  );
  const names: number[] = [];
  let nameAt = 0;
  const joined = Array.from({ length: parts.links.length / 3 }, (_, n) => {
    const [kind = 0, from = 0, to = 0] = parts.links.subarray(3 * n, 3 * n + 3);
    const isGone = gone[from] === true || gone[to] === true;
    const count = parts.names[nameAt] ?? 0;
    const tokensThere = parts.names.subarray(nameAt + 1, nameAt + 1 + 24 * count);
    names.push(count, ...(isGone ? tokensThere.map(() => 0) : tokensThere));
    nameAt += 1 + 24 * count;
    return [isGone ? erasedCode : kind, from, to];
  });
  return {
    kinds: parts.kinds.map((kind, n) => (gone[n] ? erasedCode : kind)),
    ids: parts.ids.map((byte, at) => (gone[Math.floor(at / 16)] ? 0 : byte)),
    links: Uint8Array.from(joined.flat()),
    names: Uint8Array.from(names),
  };
}
