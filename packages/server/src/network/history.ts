import type { LinkKind, Sighting } from '@whorl/engine';
import { countSighting, firstCount, type HourCounts, windowsOf } from './windows.ts';

/** What is remembered of one element or link. */
export interface History {
  firstSeenMs: number;
  lastSeenMs: number;
  total: number;
  readonly counts: HourCounts;
  partners: Partial<Record<LinkKind, number>> | undefined;
}

/** The history of something seen for the first time. */
export const newHistory = (atMs: number): History => ({
  firstSeenMs: atMs,
  lastSeenMs: atMs,
  total: 1,
  counts: firstCount(atMs),
  partners: undefined,
});

/** One more sighting, in whatever order they come. */
export function addSighting(history: History, atMs: number): void {
  history.total += 1;
  if (atMs < history.firstSeenMs) history.firstSeenMs = atMs;
  if (atMs > history.lastSeenMs) history.lastSeenMs = atMs;
  countSighting(history.counts, atMs);
}

/** One more partner by links of a kind. */
export function addPartner(history: History, kind: LinkKind): void {
  history.partners = { ...history.partners, [kind]: (history.partners?.[kind] ?? 0) + 1 };
}

/** A history as it is told at an instant: a copy, which later sightings do not change. */
export function tellHistory(history: History, nowMs: number): Sighting {
  const { firstSeenMs, lastSeenMs, total, counts, partners } = history;
  return {
    firstSeenMs,
    lastSeenMs,
    total,
    counts: windowsOf(counts, nowMs),
    partners: { ...partners },
  };
}

/** A history under its key, as plain values: what an image of the table is made of. */
export type HistoryRow = readonly [
  key: string,
  firstSeenMs: number,
  lastSeenMs: number,
  total: number,
  counts: HourCounts,
  partners: History['partners'],
];

export const toRow = (key: string, history: History): HistoryRow => [
  key,
  history.firstSeenMs,
  history.lastSeenMs,
  history.total,
  history.counts,
  history.partners,
];

export function fromRow(row: HistoryRow): History {
  const [, firstSeenMs, lastSeenMs, total, counts, partners] = row;
  return { firstSeenMs, lastSeenMs, total, counts, partners };
}
