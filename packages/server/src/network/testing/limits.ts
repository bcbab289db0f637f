import { expect, it } from 'vitest';
import { maxNameParts, type Network, type Purchase } from '../network.ts';
import { readOne } from './asking.ts';
import { batch, call, element, importId, link, name, past, report } from './calls.ts';
import type { Open } from './contract.ts';

const home = element('address', 1);
const office = element('address', 2);
const holder = element('name', 1);
const toOffice = link('billing-shipping', home, office);
const toHolder = link('address-name', home, holder);

const addresses = (length: number) => Array.from({ length }, (_, n) => element('address', n));
const parts = (length: number) => name(...Array.from({ length }, (_, n) => n));

type Counted = Pick<Purchase, 'elements' | 'links'>;

/** What cannot be counted, and why. */
const refused: readonly (readonly [why: string, purchase: Counted])[] = [
  ['a link to an element that is not named', { elements: [home], links: [toOffice] }],
  ['a link from an element that is not named', { elements: [office], links: [toOffice] }],
  ['256 elements', { elements: addresses(256), links: [] }],
  ['256 links', { elements: [home, office], links: Array.from({ length: 256 }, () => toOffice) }],
  [
    'a name of seven parts',
    { elements: [home, holder], links: [{ ...toHolder, name: parts(maxNameParts + 1) }] },
  ],
];

const expectNothing = async (network: Network): Promise<void> => {
  expect(await network.size()).toMatchObject({ elements: 0, links: 0, byKind: {} });
  expect(await network.countCalls('project')).toBe(0);
  expect(await network.historyLine('project', importId(1))).toBe(0);
};

/** What is too much is refused whole. */
export function describeLimits(open: Open): void {
  for (const [why, purchase] of refused)
    it(`refuses ${why}, and counts nothing of that call or batch`, async () => {
      const network = await open();
      await expect(network.record(call(purchase))).rejects.toThrow(RangeError);
      const purchases = [past({ elements: [home] }), past({ line: 2, ...purchase })];
      await expect(network.recordHistory(batch({ purchases }))).rejects.toThrow(RangeError);
      await expectNothing(network);
      await network.record(call({ elements: [home] }));
      expect((await readOne(network, home))?.total).toBe(1);
    });

  it('refuses more than 10,000 purchases at once', async () => {
    const network = await open();
    const purchases = Array.from({ length: 10_001 }, (_, n) => past({ line: n + 1 }));
    await expect(network.recordHistory(batch({ purchases }))).rejects.toThrow(RangeError);
    await expectNothing(network);
  });

  it('refuses a report of a link to an element that it does not name', async () => {
    const network = await open();
    await network.record(call({ elements: [home, office], links: [toOffice] }));
    const stray = report({ elements: [home], links: [toOffice] });
    await expect(network.report(stray)).rejects.toThrow(RangeError);
    expect(await readOne(network, home)).not.toHaveProperty('reported');
  });

  it('takes what is just not too much', async () => {
    const network = await open();
    const elements = [...addresses(254), holder];
    const links = addresses(254).map((from, n) => ({
      ...link('address-name', from, holder),
      name: parts((n % maxNameParts) + 1),
    }));
    await network.record(call({ elements, links: [...links, toOffice] }));
    expect(await network.size()).toMatchObject({ elements: 255, links: 255 });
    expect(await network.linkedNames(addresses(254), 1)).toEqual(links.map((one) => [one.name]));
    expect(await network.verify()).toEqual([]);
  });
}
