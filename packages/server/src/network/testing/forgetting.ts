import { expect, it } from 'vitest';
import type { Network } from '../network.ts';
import { joining, readOne, recordEach } from './asking.ts';
import { batch, call, element, importId, link, name, noonMs, past, pseudonym } from './calls.ts';
import type { Open } from './contract.ts';

const card = element('card', 1);
const email = element('email', 1);
const holder = element('name', 1);
const cardEmail = link('card-email', card, email);
const cardName = { ...link('card-name', card, holder), name: name(1) };
const emailName = { ...link('email-name', email, holder), name: name(2) };

/** All three were seen together. */
const together = call({
  elements: [card, email, holder],
  links: [cardEmail, cardName, emailName],
  spend: { currency: '840', tenThousandths: 7 },
});

async function openSeen(open: Open): Promise<Network> {
  const network = await open();
  await network.record(together);
  return network;
}

/** What was erased or pruned was never seen. */
export function describeForgetting(open: Open): void {
  it('erases an element and every link to it', async () => {
    const network = await openSeen(open);
    expect(await network.erase([email], noonMs)).toEqual({ elements: 1, links: 2 });
    for (const ref of [email, cardEmail, emailName])
      expect(await readOne(network, ref)).toBeUndefined();
    expect(await network.portray(email, { nowMs: noonMs, limit: 9 })).toBeUndefined();
    expect((await readOne(network, card))?.partners).toEqual({ 'card-name': 1 });
    const portrait = await network.portray(card, { nowMs: noonMs, limit: 9 });
    expect(portrait?.partners.map(({ element: partner }) => partner)).toEqual([holder]);
    const byKind = { card: 1, name: 1, 'card-name': 1 };
    expect(await network.size()).toMatchObject({ elements: 2, links: 1, byKind });
  });

  it('erases a name from whatever it was linked with', async () => {
    const network = await openSeen(open);
    await network.erase([holder], noonMs);
    expect(await network.linkedNames([card, email], 9)).toEqual([[], []]);
    expect((await readOne(network, email))?.partners).toEqual({ 'card-email': 1 });
  });

  it('leaves everything else as it was', async () => {
    const network = await openSeen(open);
    await network.recordHistory(batch({ purchases: [past({ line: 4, elements: [email] })] }));
    const named = call({ elements: [email], idempotencyKey: pseudonym(7) });
    await network.record(named);
    await network.erase([email], noonMs);
    expect(await readOne(network, card)).toMatchObject({
      total: 1,
      amounts: { last1Day: { count: 1, tenThousandths: 7 } },
    });
    expect(await network.countCalls('project')).toBe(2);
    expect(await network.historyLine('project', importId(1))).toBe(4);
    expect(await network.recall(pseudonym(7), noonMs)).toMatchObject({ id: named.id });
  });

  it('counts what it forgot once, whoever is named twice or was never seen', async () => {
    const network = await openSeen(open);
    const gone = [card, card, email, element('email', 2), element('cardParts', 1)];
    expect(await network.erase(gone, noonMs)).toEqual({ elements: 2, links: 3 });
    expect(await network.erase(gone, noonMs)).toEqual({ elements: 0, links: 0 });
    expect((await readOne(network, holder))?.partners).toEqual({});
  });

  it('takes a partner away once that was linked both ways round', async () => {
    const network = await open();
    const [home, office] = [element('address', 1), element('address', 2)];
    const cabin = element('address', 3);
    await recordEach(
      network,
      joining(link('billing-shipping', home, office)),
      joining(link('billing-shipping', office, home)),
      joining(link('billing-shipping', home, cabin)),
    );
    expect(await network.erase([office], noonMs)).toEqual({ elements: 1, links: 2 });
    expect((await readOne(network, home))?.partners).toEqual({ 'billing-shipping': 1 });
    await network.erase([cabin], noonMs);
    expect((await readOne(network, home))?.partners).toEqual({});
  });

  it('lets what was erased come back as new', async () => {
    const network = await openSeen(open);
    await network.erase([card], noonMs);
    const laterMs = noonMs + 1;
    const spend = { currency: '978', tenThousandths: 2 };
    await network.record({
      ...together,
      atMs: laterMs,
      links: [{ ...cardName, name: name(5) }],
      spend,
    });
    expect(await readOne(network, card, laterMs)).toMatchObject({
      firstSeenMs: laterMs,
      total: 1,
      amounts: { currency: '978', last1Day: { count: 1, tenThousandths: 2 } },
      partners: { 'card-name': 1 },
    });
    expect(await network.linkedNames([card], 9)).toEqual([[name(5)]]);
    expect((await readOne(network, holder, laterMs))?.partners).toEqual({
      'card-name': 1,
      'email-name': 1,
    });
  });

  it('erases more than a purchase can name', async () => {
    const network = await open();
    const cards = Array.from({ length: 400 }, (_, n) => element('card', n));
    const device = element('device', 1);
    await recordEach(network, ...cards.map((one) => joining(link('device-card', device, one))));
    expect(await network.erase(cards, noonMs)).toEqual({ elements: 400, links: 400 });
    expect(await readOne(network, device)).toMatchObject({ total: 400, partners: {} });
  });

  it('prunes what was last seen before the instant of its kind, and what it was linked with stays', async () => {
    const network = await openSeen(open);
    await network.record(call({ atMs: noonMs + 5, elements: [element('email', 2)] }));
    const rule = { email: noonMs + 1, card: noonMs };
    expect(await network.prune(rule)).toEqual({ elements: 1, links: 2 });
    expect(await readOne(network, email)).toBeUndefined();
    expect(await readOne(network, element('email', 2))).toBeDefined();
    expect((await readOne(network, card))?.partners).toEqual({ 'card-name': 1 });
    expect(await network.linkedNames([email, card], 9)).toEqual([[], [name(1)]]);
    expect(await network.prune(rule)).toEqual({ elements: 0, links: 0 });
  });

  it('is sound after it forgot', async () => {
    const network = await openSeen(open);
    await network.erase([email], noonMs);
    await network.prune({ card: noonMs + 1 });
    expect(await network.verify()).toEqual([]);
    await network.record(together);
    expect(await network.verify()).toEqual([]);
  });
}
