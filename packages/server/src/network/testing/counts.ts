import { expect, it } from 'vitest';
import type { Network } from '../network.ts';
import { readOne, recordEach } from './asking.ts';
import { call, element, link, noonMs } from './calls.ts';
import type { Open } from './contract.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const email = element('email', 1);

const recordAt = (network: Network, ...instants: readonly number[]): Promise<void> =>
  recordEach(network, ...instants.map((atMs) => call({ atMs, elements: [email] })));

/** How often, since when, in which window. */
export function describeCounts(open: Open): void {
  it('has never seen what was not recorded', async () => {
    const network = await open();
    expect(await readOne(network, email)).toBeUndefined();
    expect(await network.size()).toMatchObject({ elements: 0, links: 0, byKind: {} });
  });

  it('answers every question by its place, asked twice or never seen', async () => {
    const network = await open();
    await recordAt(network, noonMs);
    const elements = [email, element('email', 2), email];
    const reading = await network.read({ elements, links: [], nowMs: noonMs });
    expect(reading.elements.map((one) => one?.total)).toEqual([1, undefined, 1]);
  });

  it('answers any number of questions at once', async () => {
    const network = await open();
    const cards = Array.from({ length: 300 }, (_, n) => element('card', n));
    const holders = Array.from({ length: 300 }, (_, n) => element('name', n));
    const links = cards.map((card, n) => link('card-name', card, holders[n] ?? card));
    for (const n of [1, 298]) {
      const elements = [cards[n] ?? email, holders[n] ?? email];
      await network.record(call({ elements, links: links.slice(n, n + 1) }));
    }
    const reading = await network.read({ elements: cards, links, nowMs: noonMs });
    const seen = cards.map((_, n) => (n === 1 || n === 298 ? 1 : undefined));
    expect(reading.elements.map((one) => one?.total)).toEqual(seen);
    expect(reading.links.map((one) => one?.total)).toEqual(seen);
  });

  it('counts an element once that a call names in two roles', async () => {
    const network = await open();
    await network.record(call({ elements: [email, email] }));
    expect((await readOne(network, email))?.total).toBe(1);
  });

  it('keeps kinds apart that have the same pseudonym', async () => {
    const network = await open();
    await network.record(call({ elements: [element('card', 1)] }));
    expect(await readOne(network, element('cardParts', 1))).toBeUndefined();
    expect(await readOne(network, element('card', 1))).toBeDefined();
  });

  it('moves windows on whole hours and whole days, not by elapsed time', async () => {
    const network = await open();
    const midnightMs = Date.UTC(2028, 2, 1);
    await recordAt(network, midnightMs - 1);
    const before = (await readOne(network, email, midnightMs - 1))?.counts;
    const after = (await readOne(network, email, midnightMs))?.counts;
    expect(before).toMatchObject({ last1Hour: 1, last24Hours: 1, last1Day: 1, last7Days: 1 });
    expect(after).toMatchObject({ last1Hour: 0, last24Hours: 1, last1Day: 0, last7Days: 1 });
    const lastMs = midnightMs - 1 + 179 * dayMs;
    expect((await readOne(network, email, lastMs))?.counts.last180Days).toBe(1);
    expect((await readOne(network, email, lastMs + 1))?.counts.last180Days).toBe(0);
  });

  it('lets late events fill their past day, and very late ones move first seen and totals', async () => {
    const network = await open();
    await recordAt(network, noonMs, noonMs - 8 * dayMs, noonMs - 400 * dayMs);
    expect(await readOne(network, email)).toMatchObject({
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
    expect((await readOne(network, email, lateMs))?.counts).toMatchObject({
      last1Hour: 0,
      last24Hours: 1,
      last1Day: 1,
      last180Days: 2,
    });
  });

  it('counts every hour of half a year exactly, in whatever order they come', async () => {
    const network = await open();
    const hours = Array.from(
      { length: 180 * 24 },
      (_, n) => noonMs - ((n * 1_009) % 4_320) * hourMs,
    );
    const purchases = hours.map((atMs, n) => ({ atMs, line: n + 1, elements: [email], links: [] }));
    const history = { projectId: 'project', importId: '0'.repeat(64), throughLine: hours.length };
    await network.recordHistory({ ...history, purchases });
    expect((await readOne(network, email))?.counts).toEqual({
      last1Hour: 1,
      last24Hours: 24,
      last1Day: 13,
      last7Days: 13 + 6 * 24,
      last30Days: 13 + 29 * 24,
      last90Days: 13 + 89 * 24,
      last180Days: 13 + 179 * 24,
    });
  });
}
