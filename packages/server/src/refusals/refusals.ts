import type { RefusalRecord } from './refusal-record.ts';

/** How many refusals are kept of each project, and of unknown callers: the oldest make room. */
export const keptRefusals = 1_000;

/** How long a refusal is kept at most. */
export const keptForMs = 24 * 60 * 60_000;

/** Whose refusals: a project's, by its id; without one those of callers that no project knows. */
export type Whose = string | undefined;

/** Which refusals are asked for. */
export interface RefusalPage {
  /** How many at most: the newest. */
  readonly limit: number;
  readonly nowMs: number;
}

/** What an environment refused of late, in memory: a restart forgets it. */
export interface Refusals {
  keep(whose: Whose, record: RefusalRecord): void;
  /** The newest last; none that is a day old. */
  list(whose: Whose, page: RefusalPage): readonly RefusalRecord[];
  /** Lets go of what is a day old. */
  forgetOld(nowMs: number): void;
}

/**
 * A memory for refusals. It is bounded for each project and for all unknown callers together, so that nobody fills it at another's
 * cost: only who holds a certificate that is registered with a project adds to that project's. A thousand take 1.2 MB, and where
 * every one is as long as can be 3.5.
 */
export function createRefusals(): Refusals {
  const kept = new Map<Whose, RefusalRecord[]>();
  return {
    keep(whose, record) {
      const records = kept.get(whose) ?? [];
      while (isOld(records[0], record.atMs) || records.length >= keptRefusals) records.shift();
      records.push(record);
      kept.set(whose, records);
    },
    list: (whose, { limit, nowMs }) =>
      (kept.get(whose) ?? []).filter((record) => !isOld(record, nowMs)).slice(-limit),
    forgetOld(nowMs) {
      for (const [whose, records] of kept) {
        const left = records.filter((record) => !isOld(record, nowMs));
        if (left.length === 0) kept.delete(whose);
        else kept.set(whose, left);
      }
    },
  };
}

const isOld = (record: RefusalRecord | undefined, nowMs: number): boolean =>
  record !== undefined && nowMs - record.atMs >= keptForMs;
