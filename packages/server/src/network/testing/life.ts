import { expect, it } from 'vitest';
import { type Network, NetworkClosed } from '../network.ts';
import { joining } from './asking.ts';
import { batch, call, element, importId, link, noonMs, pseudonym, report } from './calls.ts';
import type { Open } from './contract.ts';

const email = element('email', 1);
const card = element('card', 1);
const cardEmail = link('card-email', card, email);
const view = { nowMs: noonMs, limit: 9 };

/** A call of each method. The compiler asks for a row when the promise gets one. */
const methods: Readonly<
  Record<Exclude<keyof Network, 'close'>, (network: Network) => Promise<unknown>>
> = {
  read: (network) => network.read({ elements: [email], links: [], nowMs: noonMs }),
  linkedNames: (network) => network.linkedNames([email], 9),
  record: (network) => network.record(call()),
  recordHistory: (network) => network.recordHistory(batch({ throughLine: 1 })),
  historyLine: (network) => network.historyLine('project', importId(1)),
  report: (network) => network.report(report({ elements: [email] })),
  recall: (network) => network.recall(pseudonym(7), noonMs),
  portray: (network) => network.portray(email, view),
  erase: (network) => network.erase([email], noonMs),
  prune: (network) => network.prune({ email: noonMs }),
  size: (network) => network.size(),
  countCalls: (network) => network.countCalls('project'),
  verify: (network) => network.verify(),
};

/** From opening to closing. */
export function describeLife(open: Open): void {
  it('tells how much it holds', async () => {
    const network = await open();
    await network.record(joining(cardEmail));
    const { bytes, ...size } = await network.size();
    const byKind = { card: 1, email: 1, 'card-email': 1 };
    expect(size).toEqual({ elements: 2, links: 1, byKind });
    expect(bytes).toBeGreaterThan(0);
    expect(await network.verify()).toEqual([]);
  });

  it('answers a reader what it knew then, whatever comes later', async () => {
    const network = await open();
    await network.record(joining(cardEmail));
    const query = { elements: [card], links: [cardEmail], nowMs: noonMs };
    const told = [await network.read(query), await network.portray(card, view)];
    const copies = structuredClone(told);
    await network.record(joining(cardEmail));
    await network.report(report({ elements: [card, email], links: [cardEmail] }));
    await network.erase([email], noonMs);
    expect(told).toEqual(copies);
  });

  it('finishes what was begun before it closes', async () => {
    const network = await open();
    const begun = [
      network.record(call({ elements: [email] })),
      network.recordHistory(batch({ throughLine: 3 })),
      network.erase([card], noonMs),
    ];
    await network.close();
    await expect(Promise.all(begun)).resolves.toHaveLength(3);
  });

  it('says that it was closed, whatever is asked', async () => {
    const network = await open();
    await network.record(call({ elements: [email] }));
    await network.close();
    await network.close();
    for (const [name, use] of Object.entries(methods))
      await expect(use(network), name).rejects.toThrow(NetworkClosed);
  });
}
