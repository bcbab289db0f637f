/** A network that does as the promise says and nothing more: what the suite itself is tried on. */
import type { Sighting } from '@whorl/engine';
import { refuseAfterClose } from '../closing.ts';
import { maxNameParts, type Network, type Purchase } from '../network.ts';
import type { LifeEvent } from './oracle/event.ts';
import { Oracle } from './oracle/oracle.ts';
import { keyOf } from './oracle/past.ts';
import type { CountedSighting } from './oracle/sighting.ts';

const most = 255;
const mostPurchases = 10_000;

/** Made of the oracle: each question goes through all that ever happened. */
export function createPlainNetwork(): Network {
  const oracle = new Oracle();
  const apply = async (event: LifeEvent) => {
    for (const purchase of namedIn(event)) check(purchase);
    return oracle.apply(event);
  };
  return refuseAfterClose({
    async read(query) {
      const { elements, links } = oracle.read(query);
      return { elements: elements.map(tell), links: links.map(tell) };
    },
    linkedNames: async (elements, limit) => oracle.linkedNames(elements, limit),
    record: async (call) => void (await apply({ type: 'call', call })),
    recordHistory: async (batch) => void (await apply({ type: 'history', batch })),
    historyLine: async (projectId, importId) => oracle.historyLine(projectId, importId),
    report: async (report) => void (await apply({ type: 'report', report })),
    recall: async (key, nowMs) => oracle.recall(key, nowMs),
    async portray(element, view) {
      const portrait = oracle.portray(element, view);
      const sighting = tell(portrait?.sighting);
      return portrait && sighting && { ...portrait, sighting };
    },
    erase: (elements, nowMs) => apply({ type: 'erase', elements, nowMs }),
    prune: (rule) => apply({ type: 'prune', rule }),
    async size() {
      const size = oracle.size();
      return { ...size, bytes: 100 * (size.elements + size.links) };
    },
    countCalls: async (projectId) => oracle.countCalls(projectId),
    verify: async () => [],
    close: async () => undefined,
  });
}

function tell(counted: CountedSighting | undefined): Sighting | undefined {
  if (counted?.middle === undefined) return counted;
  const { middle, ...sighting } = counted;
  return { ...sighting, median: { count: middle.count, tenThousandths: middle.lower } };
}

type Named = Pick<Purchase, 'elements'> & { readonly links: Purchase['links'] };

function namedIn(event: LifeEvent): readonly Named[] {
  if (event.type === 'call') return [event.call];
  if (event.type === 'report') return [event.report];
  if (event.type !== 'history') return [];
  if (event.batch.purchases.length > mostPurchases)
    throw new RangeError(`A batch holds at most ${mostPurchases} purchases.`);
  return event.batch.purchases;
}

function check({ elements, links }: Named): void {
  if (elements.length > most || links.length > most)
    throw new RangeError(`A purchase has at most ${most} elements and ${most} links.`);
  const named = new Set(elements.map(keyOf));
  for (const { kind, from, to, name = [] } of links) {
    if (![from, to].every((end) => named.has(keyOf(end))))
      throw new RangeError(`A ${kind} link joins an element that its call does not name.`);
    if (name.length > maxNameParts)
      throw new RangeError(`A name has at most ${maxNameParts} parts.`);
  }
}
