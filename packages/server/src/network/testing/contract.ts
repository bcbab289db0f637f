/** The suite that every store of the identity network passes: the promise of network.ts, held to. */
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { type CallRecord, idempotencyWindowMs, type Network, NetworkClosed } from '../network.ts';
import { call, element, link, pseudonym } from './calls.ts';
import { histories } from './histories.ts';
import { readOracle } from './oracle.ts';

const noonMs = Date.UTC(2026, 10, 24, 12);
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * Describes a store to vitest.
 *
 * @param name what the store is called in the output
 * @param open a new, empty network, every time
 *
 * @example
 * describeNetwork('memory', async () => createMemoryNetwork());
 */
export function describeNetwork(name: string, open: () => Promise<Network>): void {
  describe(`the ${name} network`, () => {
    const opened: Network[] = [];
    afterEach(async () => {
      for (const network of opened.splice(0)) await network.close();
    });
    const openOne = async (): Promise<Network> => {
      const network = await open();
      opened.push(network);
      return network;
    };
    describeCounts(openOne);
    describeLinks(openOne);
    describeRetries(openOne);
    describeLife(openOne);
  });
}

type Open = () => Promise<Network>;

const email = element('email', 1);

async function readOne(network: Network, nowMs: number, ref = email) {
  const { elements } = await network.read({ elements: [ref], links: [], nowMs });
  return elements[0];
}

const recordAt = (network: Network, ...instants: readonly number[]): Promise<unknown> =>
  instants.reduce<Promise<unknown>>(
    (before, atMs) => before.then(() => network.record(call({ atMs, elements: [email] }))),
    Promise.resolve(),
  );

function describeCounts(open: Open): void {
  it('counts exactly what a list of all events counts, at every instant', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (steps) => {
        const network = await open();
        const calls: CallRecord[] = [];
        for (const { record, query } of steps) {
          if (record !== undefined) await network.record(record);
          if (record !== undefined) calls.push(record);
          expect(await network.read(query)).toEqual(readOracle(calls, query));
        }
        await network.close();
      }),
      { numRuns: 60 },
    );
  });

  it('has never seen what was not recorded', async () => {
    const network = await open();
    expect(await readOne(network, noonMs)).toBeUndefined();
    expect(await network.size()).toEqual({ elements: 0, links: 0 });
  });

  it('answers every question by its place, asked twice or never seen', async () => {
    const network = await open();
    await recordAt(network, noonMs);
    const elements = [email, element('email', 2), email];
    const reading = await network.read({ elements, links: [], nowMs: noonMs });
    expect(reading.elements.map((one) => one?.total)).toEqual([1, undefined, 1]);
  });

  it('counts an element once that a call names in two roles', async () => {
    const network = await open();
    await network.record(call({ atMs: noonMs, elements: [email, email] }));
    expect((await readOne(network, noonMs))?.total).toBe(1);
  });

  it('keeps kinds apart that have the same pseudonym', async () => {
    const network = await open();
    await network.record(call({ atMs: noonMs, elements: [element('card', 1)] }));
    expect(await readOne(network, noonMs, element('cardParts', 1))).toBeUndefined();
    expect(await readOne(network, noonMs, element('card', 1))).toBeDefined();
  });

  it('moves windows on whole hours and whole days, not by elapsed time', async () => {
    const network = await open();
    const midnightMs = Date.UTC(2028, 2, 1);
    await recordAt(network, midnightMs - 1);
    const before = (await readOne(network, midnightMs - 1))?.counts;
    const after = (await readOne(network, midnightMs))?.counts;
    expect(before).toMatchObject({ last1Hour: 1, last24Hours: 1, last7Days: 1 });
    expect(after).toMatchObject({ last1Hour: 0, last24Hours: 1, last7Days: 1 });
    const lastMs = midnightMs - 1 + 179 * dayMs;
    expect((await readOne(network, lastMs))?.counts.last180Days).toBe(1);
    expect((await readOne(network, lastMs + 1))?.counts.last180Days).toBe(0);
  });

  it('lets late events fill their past day, and very late ones move first seen and totals', async () => {
    const network = await open();
    await recordAt(network, noonMs, noonMs - 8 * dayMs, noonMs - 400 * dayMs);
    expect(await readOne(network, noonMs)).toMatchObject({
      firstSeenMs: noonMs - 400 * dayMs,
      lastSeenMs: noonMs,
      total: 3,
      counts: { last7Days: 1, last30Days: 2, last180Days: 2 },
    });
  });

  it('stays exact when a sighting lies ahead of the instant that is asked about', async () => {
    const network = await open();
    const lateMs = Date.UTC(2026, 10, 24, 23, 30);
    await recordAt(network, lateMs - 179 * dayMs, lateMs - 23 * hourMs, lateMs + hourMs);
    expect((await readOne(network, lateMs))?.counts).toMatchObject({
      last1Hour: 0,
      last24Hours: 1,
      last180Days: 2,
    });
  });
}

function describeLinks(open: Open): void {
  const card = element('card', 1);
  const home = element('address', 1);
  const office = element('address', 2);

  const shipped = (from = home, to = office, changes: Partial<CallRecord> = {}): CallRecord =>
    call({ elements: [from, to], links: [link('billing-shipping', from, to)], ...changes });

  it('counts a link once a call, in its direction', async () => {
    const network = await open();
    const pair = link('billing-shipping', home, office);
    await network.record(shipped(home, office, { links: [pair, pair] }));
    const links = [pair, link('billing-shipping', office, home)];
    const reading = await network.read({ elements: [], links, nowMs: noonMs });
    expect(reading.links.map((one) => one?.total)).toEqual([1, undefined]);
  });

  it('counts different partners, each once', async () => {
    const network = await open();
    for (const n of [1, 2, 2, 3]) {
      const name = element('name', n);
      await network.record(
        call({ elements: [card, name], links: [link('card-name', card, name)] }),
      );
    }
    expect((await readOne(network, noonMs, card))?.partners).toEqual({ 'card-name': 3 });
    expect((await readOne(network, noonMs, element('name', 2)))?.partners).toEqual({
      'card-name': 1,
    });
  });

  it('counts a partner once, whichever way round the two were linked', async () => {
    const network = await open();
    await network.record(shipped(home, office));
    await network.record(shipped(office, home));
    expect((await readOne(network, noonMs, home))?.partners).toEqual({ 'billing-shipping': 1 });
    expect((await readOne(network, noonMs, office))?.partners).toEqual({ 'billing-shipping': 1 });
  });

  it('makes no element its own partner', async () => {
    const network = await open();
    await network.record(shipped(home, home));
    expect((await readOne(network, noonMs, home))?.partners).toEqual({});
  });

  it('refuses a link to an element that the call does not name, and counts nothing of the call', async () => {
    const network = await open();
    const stray = shipped(home, office, { elements: [home] });
    await expect(network.record(stray)).rejects.toThrow(RangeError);
    expect(await network.size()).toEqual({ elements: 0, links: 0 });
  });
}

function describeRetries(open: Open): void {
  const key = pseudonym(7);

  it('recalls an answer under its key for ten minutes, and no longer', async () => {
    const network = await open();
    const recorded = call({ atMs: noonMs, idempotencyKey: key, answer: '{"id":"\\u00e9"}' });
    await network.record(recorded);
    const { id, answer } = recorded;
    expect(await network.recall(key, noonMs)).toEqual({ id, answer });
    const endMs = noonMs + idempotencyWindowMs;
    expect(await network.recall(key, endMs - 1)).toEqual({ id, answer });
    expect(await network.recall(key, endMs)).toBeUndefined();
    expect(await network.recall(pseudonym(8), noonMs)).toBeUndefined();
  });

  it('takes a key again once its answer has expired', async () => {
    const network = await open();
    await network.record(call({ atMs: noonMs, idempotencyKey: key }));
    const again = call({ atMs: noonMs + idempotencyWindowMs, idempotencyKey: key });
    await network.record(again);
    expect(await network.recall(key, again.atMs)).toMatchObject({ id: again.id });
  });

  it('keeps no answer that was not named', async () => {
    const network = await open();
    await network.record(call({ atMs: noonMs, elements: [email] }));
    expect(await network.recall(email.pseudonym, noonMs)).toBeUndefined();
  });
}

function describeLife(open: Open): void {
  it('counts a hundred concurrent calls, every one once', async () => {
    const network = await open();
    const calls = Array.from({ length: 100 }, (_, n) =>
      call({ atMs: noonMs + n, elements: [email, element('phone', n)] }),
    );
    await Promise.all(calls.map((one) => network.record(one)));
    expect((await readOne(network, noonMs + 100))?.total).toBe(100);
    expect(await network.size()).toEqual({ elements: 101, links: 0 });
  });

  it('counts the calls of each project', async () => {
    const network = await open();
    for (const projectId of ['shop', 'shop', 'other']) await network.record(call({ projectId }));
    expect(await network.countCalls('shop')).toBe(2);
    expect(await network.countCalls('other')).toBe(1);
    expect(await network.countCalls('nobody')).toBe(0);
  });

  it('answers a reader what it knew then, whatever comes later', async () => {
    const network = await open();
    await recordAt(network, noonMs);
    const reading = await readOne(network, noonMs);
    await recordAt(network, noonMs);
    expect(reading?.total).toBe(1);
  });

  it('finishes what was begun before it closes', async () => {
    const network = await open();
    const recording = network.record(call({ elements: [email] }));
    await network.close();
    await expect(recording).resolves.toBeUndefined();
  });

  it('says that it was closed', async () => {
    const network = await open();
    await network.close();
    await network.close();
    await expect(network.size()).rejects.toThrow(NetworkClosed);
    await expect(readOne(network, noonMs)).rejects.toThrow(NetworkClosed);
    await expect(network.record(call())).rejects.toThrow(NetworkClosed);
    await expect(network.recall(pseudonym(7), noonMs)).rejects.toThrow(NetworkClosed);
  });
}
