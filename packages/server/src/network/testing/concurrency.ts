import { expect, it } from 'vitest';
import { readOne } from './asking.ts';
import { call, element, link, noonMs, report } from './calls.ts';
import type { Open } from './contract.ts';

const ip = element('ip', 1);
const account = element('account', 1);
const cardOf = (n: number) => element('card', n % 100);

/** Calls from one address, of one account, with many cards. */
const crowd = Array.from({ length: 1_000 }, (_, n) =>
  call({
    atMs: noonMs + n,
    elements: [ip, account, cardOf(n)],
    links: [link('ip-card', ip, cardOf(n))],
    spend: { currency: '840', tenThousandths: n },
  }),
);

/** Many at once. */
export function describeConcurrency(open: Open): void {
  it('counts a thousand calls in flight on one element, every one once', async () => {
    const network = await open();
    await Promise.all(crowd.map((one) => network.record(one)));
    const nowMs = noonMs + crowd.length;
    expect(await readOne(network, ip, nowMs)).toMatchObject({
      firstSeenMs: noonMs,
      lastSeenMs: nowMs - 1,
      total: 1_000,
      counts: { last1Hour: 1_000, last180Days: 1_000 },
      partners: { 'ip-card': 100 },
    });
    const sum = { count: 1_000, tenThousandths: (1_000 * 999) / 2 };
    expect((await readOne(network, account, nowMs))?.amounts?.last1Day).toEqual(sum);
    expect(await network.size()).toMatchObject({ elements: 102, links: 100 });
    expect(await network.countCalls('project')).toBe(1_000);
    expect(await network.verify()).toEqual([]);
  });

  it('shows a call whole or not at all, whenever it is asked', async () => {
    const network = await open();
    const nowMs = noonMs + crowd.length;
    const elements = Array.from({ length: 100 }, (_, n) => cardOf(n));
    const query = { elements: [ip, ...elements], links: [], nowMs };
    const readings: Promise<void>[] = [];
    const recordings = crowd.map((one, n) => {
      if (n % 50 === 0) readings.push(network.read(query).then(expectWhole));
      return network.record(one);
    });
    await Promise.all([...recordings, ...readings]);
    expectWhole(await network.read(query));
  });

  it('counts what is recorded, reported and erased at the same time', async () => {
    const network = await open();
    const elements = [ip, account];
    await network.record(call({ elements }));
    await Promise.all([
      ...crowd.slice(0, 100).map((one) => network.record(one)),
      ...crowd.slice(0, 50).map(() => network.report(report({ elements }))),
      network.erase([element('card', 500)], noonMs),
    ]);
    const sighting = await readOne(network, ip, noonMs + 100);
    expect([sighting?.total, sighting?.reported?.total]).toEqual([101, 50]);
    expect(await network.verify()).toEqual([]);
  });
}

/** Each call has the one address and one of the cards. */
function expectWhole({
  elements,
}: {
  readonly elements: readonly ({ total: number } | undefined)[];
}) {
  const [ofIp = 0, ...ofCards] = elements.map((one) => one?.total ?? 0);
  expect(ofCards.reduce((sum, one) => sum + one, 0)).toBe(ofIp);
}
