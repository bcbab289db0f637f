/**
 * The promise in its plainest form: every event in a list, every question answered by counting. Slow, and
 * too simple to be wrong in the way that a store can be.
 */
import type { LinkKind, Sighting } from '@whorl/engine';
import type { CallRecord, ElementRef, LinkRef, NetworkQuery, NetworkReading } from '../network.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** What the calls so far answer to a query. */
export const readOracle = (calls: readonly CallRecord[], query: NetworkQuery): NetworkReading => ({
  elements: query.elements.map((ref) => {
    const seen = calls.filter(({ elements }) => elements.some((other) => isEqual(other, ref)));
    return sightingOf(seen, { nowMs: query.nowMs, partners: partnersOf(calls, ref) });
  }),
  links: query.links.map((ref) => {
    const seen = calls.filter(({ links }) => links.some((other) => isEqual(other, ref)));
    return sightingOf(seen, { nowMs: query.nowMs, partners: {} });
  }),
});

const isEqual = (one: ElementRef | LinkRef, other: ElementRef | LinkRef): boolean =>
  nameOf(one) === nameOf(other);

const nameOf = (ref: ElementRef | LinkRef): string =>
  'from' in ref
    ? [ref.kind, nameOf(ref.from), nameOf(ref.to)].join(' ')
    : [ref.kind, ref.pseudonym].join(' ');

function partnersOf(calls: readonly CallRecord[], ref: ElementRef): Sighting['partners'] {
  const partners = new Map<LinkKind, Set<string>>();
  for (const { kind, from, to } of calls.flatMap(({ links }) => links)) {
    if (isEqual(from, to)) continue;
    const partner = isEqual(from, ref) ? to : isEqual(to, ref) ? from : undefined;
    if (partner === undefined) continue;
    partners.set(kind, (partners.get(kind) ?? new Set()).add(nameOf(partner)));
  }
  return Object.fromEntries([...partners].map(([kind, names]) => [kind, names.size]));
}

function sightingOf(
  seen: readonly CallRecord[],
  { nowMs, partners }: Pick<NetworkQuery, 'nowMs'> & Pick<Sighting, 'partners'>,
): Sighting | undefined {
  if (seen.length === 0) return undefined;
  const instants = seen.map(({ atMs }) => atMs);
  const within = (unitMs: number, length: number): number => {
    const current = Math.floor(nowMs / unitMs);
    const periods = instants.map((atMs) => Math.floor(atMs / unitMs));
    return periods.filter((period) => period <= current && period > current - length).length;
  };
  return {
    firstSeenMs: Math.min(...instants),
    lastSeenMs: Math.max(...instants),
    total: seen.length,
    counts: {
      last1Hour: within(hourMs, 1),
      last24Hours: within(hourMs, 24),
      last7Days: within(dayMs, 7),
      last30Days: within(dayMs, 30),
      last90Days: within(dayMs, 90),
      last180Days: within(dayMs, 180),
    },
    partners,
  };
}
