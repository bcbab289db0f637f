import { expect, it } from 'vitest';
import type { ElementRef, Network } from '../network.ts';
import { joining, readOne, recordEach } from './asking.ts';
import { call, element, link, noonMs } from './calls.ts';
import type { Open } from './contract.ts';

const device = element('device', 1);
const toCard = (n: number) => link('device-card', device, element('card', n));
const toEmail = (n: number) => link('device-email', device, element('email', n));

const partnersOf = async (network: Network, ref: ElementRef, limit = 99) =>
  (await network.portray(ref, { nowMs: noonMs, limit }))?.partners ?? [];

/** One element, for a person to look at. */
export function describePortraits(open: Open): void {
  it('draws nothing of what was never seen', async () => {
    const network = await open();
    expect(await network.portray(device, { nowMs: noonMs, limit: 9 })).toBeUndefined();
  });

  it('shows what reading tells, and nobody where there is nobody', async () => {
    const network = await open();
    await network.record(call({ elements: [device] }));
    const sighting = await readOne(network, device);
    expect(await network.portray(device, { nowMs: noonMs, limit: 9 })).toEqual({
      sighting,
      partners: [],
    });
  });

  it('shows partners by any kind of link, each with what is known of the link', async () => {
    const network = await open();
    const atMs = noonMs - 5;
    await recordEach(
      network,
      joining(toCard(1), { atMs }),
      joining(toCard(1)),
      joining(toEmail(1)),
    );
    const partners = await partnersOf(network, device);
    expect(partners).toHaveLength(2);
    expect(partners).toContainEqual({
      link: 'device-card',
      element: element('card', 1),
      sighting: await readOne(network, toCard(1)),
    });
    const back = await partnersOf(network, element('email', 1));
    expect(back.map((one) => [one.link, one.element])).toEqual([['device-email', device]]);
  });

  it('shows of each kind of link the latest recorded first, and no more than are asked for', async () => {
    const network = await open();
    await recordEach(network, ...[1, 2, 3, 1].map((n) => joining(toCard(n))), joining(toEmail(1)));
    const cardsOf = async (limit: number) =>
      (await partnersOf(network, device, limit)).filter(({ link: kind }) => kind === 'device-card');
    const pseudonyms = [1, 3, 2].map((n) => element('card', n).pseudonym);
    expect((await cardsOf(9)).map((one) => one.element.pseudonym)).toEqual(pseudonyms);
    expect((await cardsOf(2)).map((one) => one.element.pseudonym)).toEqual(pseudonyms.slice(0, 2));
    expect(await partnersOf(network, device, 2)).toHaveLength(3);
  });

  it('shows a partner by either of two ways, and no element to itself', async () => {
    const network = await open();
    const [home, office] = [element('address', 1), element('address', 2)];
    const ways = [
      link('billing-shipping', home, office),
      link('billing-shipping', office, home),
      link('billing-shipping', home, home),
    ];
    await recordEach(network, ...ways.map((one) => joining(one)));
    const partners = await partnersOf(network, home);
    expect(partners.map((one) => one.element)).toEqual([office, office]);
  });
}
