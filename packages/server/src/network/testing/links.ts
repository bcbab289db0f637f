import { expect, it } from 'vitest';
import { joining, readOne, recordEach } from './asking.ts';
import { call, element, link } from './calls.ts';
import type { Open } from './contract.ts';

const card = element('card', 1);
const home = element('address', 1);
const office = element('address', 2);
const toOffice = link('billing-shipping', home, office);
const toHome = link('billing-shipping', office, home);

/** What was seen together, and with how many others. */
export function describeLinks(open: Open): void {
  it('counts a link once a call, in its direction', async () => {
    const network = await open();
    await network.record(joining(toOffice, { links: [toOffice, toOffice] }));
    expect((await readOne(network, toOffice))?.total).toBe(1);
    expect(await readOne(network, toHome)).toBeUndefined();
  });

  it('keeps kinds of link apart that join the same two', async () => {
    const network = await open();
    const device = element('device', 1);
    await network.record(joining(link('device-card', device, card)));
    const parts = element('cardParts', 1);
    expect(await readOne(network, link('device-card', device, parts))).toBeUndefined();
    expect((await readOne(network, card))?.partners).toEqual({ 'device-card': 1 });
  });

  it('counts different partners, each once', async () => {
    const network = await open();
    for (const n of [1, 2, 2, 3])
      await network.record(joining(link('card-name', card, element('name', n))));
    expect((await readOne(network, card))?.partners).toEqual({ 'card-name': 3 });
    expect((await readOne(network, element('name', 2)))?.partners).toEqual({ 'card-name': 1 });
  });

  it('counts a thousand partners of one element exactly', async () => {
    const network = await open();
    const cards = Array.from({ length: 1_000 }, (_, n) => element('card', n));
    const ip = element('ip', 1);
    const calls = cards.map((one) => joining(link('ip-card', ip, one)));
    await Promise.all([...calls, ...calls].map((one) => network.record(one)));
    expect((await readOne(network, ip))?.partners).toEqual({ 'ip-card': 1_000 });
  });

  it('counts a partner once, whichever way round the two were linked', async () => {
    const network = await open();
    await recordEach(network, joining(toOffice), joining(toHome));
    expect((await readOne(network, home))?.partners).toEqual({ 'billing-shipping': 1 });
    expect((await readOne(network, office))?.partners).toEqual({ 'billing-shipping': 1 });
    expect((await network.size()).links).toBe(2);
  });

  it('makes no element its own partner, and counts that link all the same', async () => {
    const network = await open();
    const toItself = link('billing-shipping', home, home);
    await network.record(call({ elements: [home], links: [toItself] }));
    expect((await readOne(network, home))?.partners).toEqual({});
    expect((await readOne(network, toItself))?.total).toBe(1);
  });

  it('counts elements that a call names without linking them as no partners', async () => {
    const network = await open();
    await network.record(call({ elements: [card, element('name', 1)] }));
    expect((await readOne(network, card))?.partners).toEqual({});
  });
}
