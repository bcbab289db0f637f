import { expect, it } from 'vitest';
import { joining, readOne, recordEach } from './asking.ts';
import { call, element, link, noonMs, report } from './calls.ts';
import type { Open } from './contract.ts';

const dayMs = 86_400_000;
const card = element('card', 1);
const email = element('email', 1);
const both = link('card-email', card, email);

/** Of a purchase today. */
const counted = (total: number) => ({
  total,
  last7Days: total,
  last30Days: total,
  last90Days: total,
  last180Days: total,
});

const withdrawal = (changes: Parameters<typeof report>[0] = {}) =>
  report({ ...changes, change: 'withdrawn' });

/** Fraud that was reported. */
export function describeReports(open: Open): void {
  it('counts a report of a purchase wherever it was seen, once', async () => {
    const network = await open();
    await network.record(joining(both));
    await network.report(report({ elements: [card, email, card], links: [both, both] }));
    for (const ref of [card, email, both])
      expect((await readOne(network, ref))?.reported).toEqual(counted(1));
    expect((await readOne(network, card))?.total).toBe(1);
  });

  it('counts it on the day of the purchase, by whole days', async () => {
    const network = await open();
    const ages = [0, 6, 7, 29, 30, 89, 90, 179, 180, 400];
    for (const age of ages) {
      await network.record(call({ atMs: noonMs - age * dayMs, elements: [card] }));
      await network.report(report({ purchaseAtMs: noonMs - age * dayMs, elements: [card] }));
    }
    expect((await readOne(network, card))?.reported).toEqual({
      total: 10,
      last7Days: 2,
      last30Days: 4,
      last90Days: 6,
      last180Days: 8,
    });
  });

  it('has none where none was reported', async () => {
    const network = await open();
    await network.record(joining(both));
    for (const ref of [card, both])
      expect(await readOne(network, ref)).not.toHaveProperty('reported');
  });

  it('makes nothing known that was not', async () => {
    const network = await open();
    await network.record(call({ elements: [card] }));
    await network.report(report({ elements: [card, email], links: [both] }));
    expect((await readOne(network, card))?.reported).toEqual(counted(1));
    expect(await readOne(network, email)).toBeUndefined();
    expect(await readOne(network, both)).toBeUndefined();
    expect(await network.size()).toMatchObject({ elements: 1, links: 0 });
    await network.record(joining(both));
    expect(await readOne(network, email)).not.toHaveProperty('reported');
  });

  it('takes a report back', async () => {
    const network = await open();
    await network.record(joining(both));
    const all = { elements: [card, email], links: [both] };
    for (const _ of [1, 2]) await network.report(report(all));
    await network.report(withdrawal(all));
    expect((await readOne(network, both))?.reported).toEqual(counted(1));
    await network.report(withdrawal(all));
    for (const ref of [card, email, both])
      expect(await readOne(network, ref)).not.toHaveProperty('reported');
  });

  it('takes nothing off where nothing was reported, on that day', async () => {
    const network = await open();
    await recordEach(network, call({ elements: [card] }), call({ elements: [email] }));
    await network.report(withdrawal({ elements: [card] }));
    await network.report(report({ elements: [card] }));
    await network.report(withdrawal({ elements: [card], purchaseAtMs: noonMs - dayMs }));
    expect((await readOne(network, card))?.reported).toEqual(counted(1));
    for (const _ of [1, 2]) await network.report(withdrawal({ elements: [card] }));
    await network.report(report({ elements: [card] }));
    expect((await readOne(network, card))?.reported).toEqual(counted(1));
    expect(await readOne(network, email)).not.toHaveProperty('reported');
  });

  it('forgets reports with what was reported', async () => {
    const network = await open();
    await network.record(joining(both));
    await network.report(report({ elements: [card, email], links: [both] }));
    await network.erase([card], noonMs);
    await network.record(joining(both));
    for (const ref of [card, both])
      expect(await readOne(network, ref)).not.toHaveProperty('reported');
    expect((await readOne(network, email))?.reported).toEqual(counted(1));
  });
}
