/** A small network of one card, whose every trace is known, and of others beside it. */
import type { ElementRef, Network, Pseudonym, SeenLink } from '../../../network.ts';
import { batch, call, element, link, noonMs, past } from '../../../testing/calls.ts';

export const card: ElementRef = {
  kind: 'card',
  pseudonym: 'c0ffee00112233445566778899aabbcc' as Pseudonym,
};
export const holder = element('name', 1);
export const account = element('account', 1);
const otherCard = element('card', 2);

/** By what the card's holder is compared. */
export const token = 'badcafebadcafe42';
const name = [{ exact: token, root: token, phonetic: token }];
const cardName: SeenLink = { ...link('card-name', card, holder), name };

/** Everybody. */
export const everybody: readonly ElementRef[] = [card, holder, account, otherCard];

/** Calls, a history and a report that name the card, in many files; and calls that do not. */
export async function fill(network: Network): Promise<void> {
  for (let n = 0; n < 10; n += 1) {
    await network.record(call({ elements: [card, holder, account], links: [cardName] }));
    await network.record(call({ elements: [otherCard, account] }));
  }
  const purchase = past({ elements: [card, holder], links: [cardName], atMs: noonMs - 86_400_000 });
  await network.recordHistory(batch({ purchases: [purchase] }));
  await network.report({
    projectId: 'project',
    purchaseAtMs: noonMs,
    elements: [card],
    links: [],
    change: 'reported',
  });
}

/** All that is told of everybody. */
export async function tell(network: Network) {
  const { bytes: _, ...size } = await network.size();
  return {
    size,
    reading: await network.read({ elements: everybody, links: [cardName], nowMs: noonMs }),
    names: await network.linkedNames(everybody, 10),
    portraits: await Promise.all(
      everybody.map((one) => network.portray(one, { nowMs: noonMs, limit: 10 })),
    ),
    calls: await network.countCalls('project'),
  };
}
