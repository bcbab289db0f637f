import {
  type CallRecord,
  idempotencyWindowMs,
  type Pseudonym,
  type RecordedAnswer,
} from './network.ts';

/** What one kept answer is remembered with. */
type Answer = Pick<CallRecord, 'id' | 'answer' | 'atMs'>;

/** The answers of the last ten minutes, for retries that name them. */
export interface Retries {
  /** Keeps the call's answer, if it was named, and forgets expired ones. */
  keep(call: Answer & Pick<CallRecord, 'idempotencyKey'>): void;
  recall(key: Pseudonym, nowMs: number): RecordedAnswer | undefined;
}

export function createRetries(): Retries {
  /** Oldest first: a map remembers the order of insertion. */
  const answers = new Map<Pseudonym, Answer>();

  function forgetExpired(nowMs: number): void {
    for (const [key, { atMs }] of answers) {
      if (isFresh(atMs, nowMs)) break;
      answers.delete(key);
    }
  }

  return {
    keep({ idempotencyKey, id, answer, atMs }) {
      forgetExpired(atMs);
      if (idempotencyKey === undefined) return;
      answers.delete(idempotencyKey);
      answers.set(idempotencyKey, { id, answer, atMs });
    },
    recall(key, nowMs) {
      const kept = answers.get(key);
      if (kept === undefined || !isFresh(kept.atMs, nowMs)) return undefined;
      return { id: kept.id, answer: kept.answer };
    },
  };
}

const isFresh = (atMs: number, nowMs: number): boolean => atMs > nowMs - idempotencyWindowMs;
