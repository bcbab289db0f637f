import {
  type CallRecord,
  idempotencyWindowMs,
  type Pseudonym,
  type RecordedAnswer,
} from './network.ts';

/** What one kept answer is remembered with. */
type Answer = Pick<CallRecord, 'id' | 'answer' | 'atMs'>;

/** An answer and the key that it is kept under, if any. */
export type NamedAnswer = Answer & Pick<CallRecord, 'idempotencyKey'>;

/** The answers of the last ten minutes, for retries that name them. */
export interface Retries {
  /** Keeps the call's answer, if it was named, and forgets expired ones. */
  keep(call: NamedAnswer): void;
  recall(key: Pseudonym, nowMs: number): RecordedAnswer | undefined;
  /** All that is kept. */
  calls(): readonly NamedAnswer[];
}

/** How often expired answers are looked for, by the clock of the calls. */
const sweepMs = 60_000;

export function createRetries(): Retries {
  const answers = new Map<Pseudonym, Answer>();
  let sweptMs = Number.NEGATIVE_INFINITY;

  function sweep(nowMs: number): void {
    if (Math.abs(nowMs - sweptMs) < sweepMs) return;
    sweptMs = nowMs;
    for (const [key, { atMs }] of answers) if (!isFresh(atMs, nowMs)) answers.delete(key);
  }

  return {
    keep({ idempotencyKey, id, answer, atMs }) {
      // Events that are imported late have no key, and must not make answers of today look expired.
      if (idempotencyKey === undefined) return;
      sweep(atMs);
      answers.set(idempotencyKey, { id, answer, atMs });
    },
    recall(key, nowMs) {
      const kept = answers.get(key);
      if (kept === undefined || !isFresh(kept.atMs, nowMs)) return undefined;
      return { id: kept.id, answer: kept.answer };
    },
    calls: () => Array.from(answers, ([idempotencyKey, answer]) => ({ ...answer, idempotencyKey })),
  };
}

/** Either way: a clock that was set back must not keep answers for ever. */
const isFresh = (atMs: number, nowMs: number): boolean =>
  Math.abs(nowMs - atMs) < idempotencyWindowMs;
