import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CallRecord, NetworkFull } from '../network.ts';
import { batch, call, element, link, name, noonMs, past, pseudonym } from '../testing/calls.ts';
import {
  type EmbeddedNetwork,
  type EmbeddedOptions,
  openEmbeddedNetwork,
} from './embedded-network.ts';
import type { NetworkEvent } from './network-event.ts';
import type { LoggedBatch, LoggedRecord } from './read-log.ts';
import { decodeChange } from './record/decode.ts';
import { journalRowsOf } from './record/journal.ts';
import { ids as storageKey } from './testing/records.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-embedded-'));
});
afterEach(() => rm(folder, { recursive: true }));

const open = (changes: Partial<EmbeddedOptions> = {}): Promise<EmbeddedNetwork> =>
  openEmbeddedNetwork({ folder, storageKey, ...changes });

async function recordsOf(network: EmbeddedNetwork): Promise<readonly LoggedRecord[]> {
  const batches: LoggedBatch[] = [];
  for await (const one of network.records()) batches.push(one);
  return batches.flatMap(({ records }) => records);
}

const card = element('card', 1);
const holder = element('name', 1);
const cardName = { ...link('card-name', card, holder), name: name(1, 2) };
const purchase = { elements: [card, holder], links: [cardName] };

describe('the embedded network', () => {
  it('tells every change in the order in which it was counted', async () => {
    const network = await open({ fileBytes: 400 });
    await network.record(call(purchase));
    await network.recordHistory(batch({ purchases: [past(purchase)] }));
    await network.report({
      ...{ projectId: 'project', purchaseAtMs: noonMs, change: 'reported', ...purchase },
    });
    await network.erase([card], noonMs);
    await network.prune({ name: noonMs });
    const changes = (await recordsOf(network)).map(({ record }) => decodeChange(record).type);
    expect(changes).toEqual(['call', 'history', 'report', 'erase', 'prune']);
    await network.close();
  });

  it('tells a call and a past purchase again by where they lie in the log', async () => {
    const network = await open();
    const one = call(purchase);
    await network.record(one);
    const reference = pseudonym(9);
    await network.recordHistory(
      batch({ purchases: [past({ line: 1 }), past({ ...purchase, line: 2, reference })] }),
    );
    const [callRecord, history] = await recordsOf(network);
    const links = [link('card-name', card, holder)];
    const { id, projectId, atMs, answer, signals, model } = one;
    const told = { id, projectId, atMs, answer, signals, model, elements: [card, holder], links };
    expect(await network.readEntry((callRecord as LoggedRecord).position)).toEqual({
      type: 'call',
      ...told,
    });
    const { position, record } = history as LoggedRecord;
    const row = [...journalRowsOf(record, storageKey)].find(
      (entry) => entry.reference === reference,
    );
    expect(await network.readEntry(position, row?.purchase)).toMatchObject({
      ...{ type: 'past', projectId, line: 2, reference, elements: [card, holder], links },
    });
    await expect(network.readEntry(position, 2)).rejects.toThrow(RangeError);
    await network.close();
  });

  it('finds the answer of a retry in the log, image or not', async () => {
    const named = (n: number): CallRecord =>
      call({ idempotencyKey: pseudonym(n), answer: `{"id":"${n}"}` });
    const calls = [1, 2, 3].map(named);
    let network = await open({ fileBytes: 300 });
    await Promise.all(calls.slice(0, 2).map(network.record));
    await network.replaceImages();
    await network.record(calls[2] as CallRecord);
    for (let opening = 0; opening < 2; opening += 1) {
      for (const { idempotencyKey, id, answer } of calls)
        expect(await network.recall(idempotencyKey as never, noonMs)).toEqual({ id, answer });
      await network.close();
      network = await open();
    }
    await network.close();
  });

  it('does not write again what was counted of a history', async () => {
    const network = await open();
    const purchases = [past({ ...purchase, line: 1 }), past({ ...purchase, line: 2 })];
    for (const throughLine of [2, 2, 3, 1])
      await network.recordHistory(batch({ purchases, throughLine }));
    expect(await recordsOf(network)).toHaveLength(2);
    expect(await network.historyLine('project', batch().importId)).toBe(3);
    await network.close();
  });

  it('has no pseudonym in any of its files', async () => {
    const network = await open();
    const marked = '00112233445566778899aabbccddeeff' as ReturnType<typeof pseudonym>;
    const elements = [{ kind: 'card', pseudonym: marked } as const];
    await network.record(call({ elements, idempotencyKey: marked }));
    await network.recordHistory(batch({ purchases: [past({ elements, reference: marked })] }));
    await network.erase(elements, noonMs);
    await network.replaceImages();
    await network.close();
    for (const file of await readdir(folder)) {
      const bytes = await readFile(join(folder, file));
      expect([file, bytes.includes(Buffer.from(marked, 'hex'))]).toEqual([file, false]);
      expect([file, bytes.includes(marked)]).toEqual([file, false]);
    }
  });
});

describe('a network without room', () => {
  it('refuses calls and histories, says so once, and takes everything else', async () => {
    const events: NetworkEvent[] = [];
    const report = (event: NetworkEvent) => events.push(event);
    const network = await open({ memoryLimitBytes: 1, report });
    for (let n = 0; n < 3; n += 1) {
      await expect(network.record(call(purchase))).rejects.toThrow(NetworkFull);
      await expect(network.recordHistory(batch({ throughLine: 1 }))).rejects.toThrow(NetworkFull);
    }
    expect(events.map(({ event }) => event)).toEqual(['network-full']);
    expect(events[0]?.note).toContain('networkMemoryMegabytes');
    expect(await network.erase([card], noonMs)).toEqual({ elements: 0, links: 0 });
    expect(await network.read({ elements: [card], links: [], nowMs: noonMs })).toEqual({
      ...{ elements: [undefined], links: [] },
    });
    await network.close();
  });

  it('still opens, and has all that was counted', async () => {
    const network = await open();
    await network.record(call(purchase));
    await network.close();
    const full = await open({ memoryLimitBytes: 1 });
    expect(await full.size()).toMatchObject({ elements: 2, links: 1 });
    await full.close();
  });
});

describe('a network that acknowledges early', () => {
  /** What a machine leaves that lost power: of what was not made durable, anything. */
  async function loseTail(spoil: (bytes: Buffer, ends: readonly number[]) => Buffer) {
    const network = await open({ durability: 'async' });
    const ends: number[] = [];
    const path = join(folder, 'log-000001');
    for (let n = 0; n < 4; n += 1) {
      await network.record(call({ elements: [element('email', n)] }));
      ends.push((await readFile(path)).length);
      if (n === 1) await network.sync();
    }
    await network.close();
    const bytes = await readFile(path);
    await truncate(path, 0);
    await writeFile(path, spoil(bytes, ends));
    const events: NetworkEvent[] = [];
    const again = await open({ report: (event) => events.push(event) });
    const { elements } = await again.size();
    await again.close();
    return { elements, events };
  }

  it('opens where a later commit was kept and an earlier was not, and says that calls may be lost', async () => {
    const { elements, events } = await loseTail((bytes, [, second = 0]) =>
      bytes.fill(0, second, second + 50),
    );
    expect(elements).toBe(2);
    expect(events.map(({ event }) => event)).toEqual(['log-tail-cut']);
    expect(events[0]?.note).toContain('as durability async risks');
  });

  it('is damaged where what had been made durable is not sound', async () => {
    const losing = loseTail((bytes, [first = 0]) => bytes.fill(0, first, first + 50));
    await expect(losing).rejects.toThrow('in calls that had been answered');
  });
});
