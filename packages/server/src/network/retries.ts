import { idempotencyWindowMs, type Pseudonym } from './network.ts';

/** What is kept under a key, and when that call was. */
export interface RetryEntry<Kept> {
  readonly key: Pseudonym;
  readonly atMs: number;
  readonly kept: Kept;
}

/** What a store keeps of the named calls of the last ten minutes, to answer their retries with. */
export interface Retries<Kept> {
  /** Keeps it, and forgets what has expired by `atMs`. */
  keep(key: Pseudonym, atMs: number, kept: Kept): void;
  find(key: Pseudonym, nowMs: number): Kept | undefined;
  /** All that is kept, the expired too until they are swept. */
  entries(): readonly RetryEntry<Kept>[];
}

/** How often expired ones are looked for, by the clock of the calls. */
const sweepMs = 60_000;

export function createRetries<Kept>(): Retries<Kept> {
  const entries = new Map<Pseudonym, RetryEntry<Kept>>();
  let sweptMs = Number.NEGATIVE_INFINITY;

  function sweep(nowMs: number): void {
    if (Math.abs(nowMs - sweptMs) < sweepMs) return;
    sweptMs = nowMs;
    for (const [key, { atMs }] of entries) if (!isFresh(atMs, nowMs)) entries.delete(key);
  }

  return {
    keep(key, atMs, kept) {
      sweep(atMs);
      // To the end, so that entries are told in the order of time: kept in another, they would sweep each other.
      entries.delete(key);
      entries.set(key, { key, atMs, kept });
    },
    find(key, nowMs) {
      const entry = entries.get(key);
      return entry && isFresh(entry.atMs, nowMs) ? entry.kept : undefined;
    },
    entries: () => [...entries.values()],
  };
}

/** Either way: a clock that was set back must not keep answers for ever. */
const isFresh = (atMs: number, nowMs: number): boolean =>
  Math.abs(nowMs - atMs) < idempotencyWindowMs;
