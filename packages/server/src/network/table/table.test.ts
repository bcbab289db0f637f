import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../change.ts';
import type { CallRecord } from '../network.ts';
import { plainIds, storeElements, storePurchase } from '../stored-form.ts';
import { call, element, link } from '../testing/calls.ts';
import { type ImagePart, Table } from './table.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const noonMs = Date.UTC(2026, 10, 24, 12);

const changeOf = (record: CallRecord): Change => ({
  type: 'call',
  projectId: record.projectId,
  ...storePurchase(record, plainIds),
});

/** A call of the n-th customer, at a time that is its own. */
function changeOfCustomer(n: number, atMs = noonMs + n * 1_000_000): Change {
  const [card, name, email] = [element('card', n), element('name', n % 7), element('email', n)];
  const category = element('category', n % 3);
  return changeOf(
    call({
      atMs,
      elements: [card, name, email, category],
      links: [
        { ...link('card-name', card, name), name: [{ exact, root: exact, phonetic: exact }] },
        link('card-email', card, email),
      ],
      spend: { currency: '840', tenThousandths: n * 100 },
    }),
  );
}

const exact = '0123456789abcdef';

const erasureOf = (n: number): Change => ({
  type: 'erase',
  ...storeElements([element('card', n)], plainIds),
});

/** Everything that a table holds, as an image has it. */
function imageOf(table: Table): readonly ImagePart[] {
  const image = table.beginImage();
  const parts: ImagePart[] = [];
  for (let part = image.next(); part !== undefined; part = image.next()) parts.push(kept(part));
  image.end();
  return parts;
}

const kept = (part: ImagePart): ImagePart => ({ ...part, bytes: Uint8Array.from(part.bytes) });

function restore(parts: readonly ImagePart[]): Table {
  const table = new Table();
  for (const part of parts) table.restorePart(part);
  table.finishRestore();
  return table;
}

const faultsOf = (table: Table): readonly string[] => [...table.verify()].flat();

describe('the table', () => {
  it('does not grow while the same customer comes back', () => {
    const table = new Table();
    const repeat = (from: number, to: number): number => {
      for (let n = from; n < to; n += 1) table.apply(changeOfCustomer(1, noonMs + n * 2_000));
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const warmBytes = repeat(0, 20_000);
    const { bytes } = table.size();
    expect(repeat(20_000, 120_000) - warmBytes).toBeLessThan(2_000_000);
    expect(table.size()).toMatchObject({ elements: 4, links: 2, bytes });
  });

  it('takes the room of what was forgotten for what comes', () => {
    const table = new Table();
    const round = (): number => {
      for (let n = 0; n < 3_000; n += 1) table.apply(changeOfCustomer(n));
      for (let n = 0; n < 3_000; n += 1) table.apply(erasureOf(n));
      const emails = Array.from({ length: 3_000 }, (_, n) => element('email', n));
      table.apply({ type: 'erase', ...storeElements(emails, plainIds) });
      return table.size().bytes;
    };
    const bytes = round();
    // Places of removed slots are swept when a shard is full of them, which is now here, now there.
    for (let n = 0; n < 5; n += 1) expect(round()).toBeLessThan(bytes * 1.02);
    expect(faultsOf(table)).toEqual([]);
  });

  it('leaves no byte of what was erased in its image', () => {
    const table = new Table();
    const marked = Buffer.from('feedc0defeedc0defeedc0defeedc0de', 'hex');
    const pseudonym = marked.toString('hex') as ReturnType<typeof element>['pseudonym'];
    const card = { kind: 'card', pseudonym } as const;
    const name = element('name', 1);
    const token = 'badcafebadcafe00';
    const part = { exact: token, root: token, phonetic: token };
    const links = [{ ...link('card-name', card, name), name: [part] }];
    table.apply(changeOf(call({ elements: [card, name], links })));
    const holds = (text: string): boolean =>
      Buffer.concat(imageOf(table).map(({ bytes }) => bytes)).includes(Buffer.from(text, 'hex'));
    expect([holds(pseudonym), holds(token)]).toEqual([true, true]);
    table.apply({ type: 'erase', ...storeElements([card], plainIds) });
    expect([holds(pseudonym), holds(token)]).toEqual([false, false]);
  });

  it('says that it has no room before it is over its memory', () => {
    const { bytes } = new Table().size();
    const table = new Table({ memoryLimitBytes: bytes + 20_000_000 });
    for (let n = 0; table.hasRoom(); n += 1) table.apply(changeOfCustomer(n));
    expect(table.size().bytes).toBeGreaterThan(bytes + 8_000_000);
    expect(table.size().bytes).toBeLessThanOrEqual(bytes + 20_000_000);
  });

  it('counts as memory what it keeps of made-up categories and histories', () => {
    const { bytes } = new Table().size();
    const table = new Table({ memoryLimitBytes: bytes + 12_000_000 });
    let categories = 0;
    for (; table.hasRoom() && categories < 1_000; categories += 1)
      for (const tenThousandths of [1, Number.MAX_SAFE_INTEGER]) {
        const spend = { currency: '840', tenThousandths };
        table.apply(changeOf(call({ elements: [element('category', categories)], spend })));
      }
    expect(categories).toBeLessThan(500);
    const before = table.size().bytes;
    expect(restore(imageOf(table)).size().bytes).toBeGreaterThanOrEqual(before);
    table.apply({ type: 'erase', ...storeElements([element('category', 0)], plainIds) });
    expect(table.size().bytes).toBeLessThan(before - 14_000);
    const named = table.size().bytes;
    const history = { projectId: 'shop', throughLine: 1, purchases: [] } as const;
    for (let n = 0; n < 100; n += 1)
      table.apply({ type: 'history', ...history, importId: `${n}`.padStart(64, '0') });
    expect(table.size().bytes).toBeGreaterThan(named + 20_000);
  });

  it('has room again for as many as it forgot, and for no more', () => {
    const table = new Table({ memoryLimitBytes: 13_000_000 });
    let customers = 0;
    const fill = (): number => {
      const before = customers;
      for (; table.hasRoom(); customers += 1) table.apply(changeOfCustomer(customers));
      return customers - before;
    };
    const first = fill();
    const { kinds } = storeElements([element('email', 1), element('card', 1)], plainIds);
    const before = Array.from(kinds, (kind) => [kind, Number.MAX_VALUE] as const);
    for (let round = 0; round < 2; round += 1) {
      table.apply({ type: 'prune', before });
      expect(fill()).toBeGreaterThan(first / 2);
      expect(table.size().bytes).toBeLessThanOrEqual(13_000_000);
    }
    expect(faultsOf(table)).toEqual([]);
  });
});

describe('an image', () => {
  const customers = fc.array(fc.nat({ max: 400 }), { minLength: 1, maxLength: 60 });

  it('is of the moment at which it was begun, whatever changes while it is taken', () => {
    fc.assert(
      fc.property(customers, customers, fc.nat({ max: 5 }), (before, after, pace) => {
        const table = new Table();
        const apply = (n: number): unknown =>
          table.apply(n % 5 === 0 ? erasureOf(n + 1) : changeOfCustomer(n));
        before.forEach(apply);
        const expected = imageOf(table);
        const image = table.beginImage();
        const parts: ImagePart[] = [];
        after.forEach((n, step) => {
          apply(n);
          const part = step % (pace + 1) === pace ? image.next() : undefined;
          if (part !== undefined) parts.push(kept(part));
        });
        for (let part = image.next(); part !== undefined; part = image.next())
          parts.push(kept(part));
        image.end();
        expect(parts).toEqual(expected);
        expect(faultsOf(table)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('makes a table that goes on as the one that it is of', () => {
    fc.assert(
      fc.property(customers, customers, (before, after) => {
        const table = new Table();
        for (const n of before) table.apply(changeOfCustomer(n));
        const again = restore(imageOf(table));
        expect(again.size()).toEqual(table.size());
        for (const one of [table, again]) {
          for (const n of after) one.apply(n % 3 === 0 ? erasureOf(n) : changeOfCustomer(n));
          expect(faultsOf(one)).toEqual([]);
        }
        expect(imageOf(again)).toEqual(imageOf(table));
      }),
      { numRuns: 40 },
    );
  });
});
