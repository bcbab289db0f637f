import { WhorlError } from './errors.ts';

/** What a repetition depends on; chance and time are arguments. */
export interface RetryPolicy {
  /** How many attempts may follow the first. */
  readonly retries: number;
  /** Milliseconds until the call must be over. */
  remainingMs(): number;
  /** A number in [0, 1). */
  random(): number;
  /** Resolves after so many milliseconds. @throws when the call ends before */
  sleep(waitMs: number): Promise<void>;
}

const firstWaitMs = 100;
const longestWaitMs = 2_000;
const retriedStatuses: readonly (number | undefined)[] = [429, 503];

/**
 * Attempts something until it succeeds, fails in a way that will not pass, has used up its retries, or
 * could not be repeated before the deadline: then it fails at once, with the last error.
 */
export async function withRetries<Answer>(
  attempt: () => Promise<Answer>,
  policy: RetryPolicy,
): Promise<Answer> {
  for (let retry = 0; ; retry += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (retry >= policy.retries || !isWorthRepeating(error)) throw error;
      const waitMs = waitBefore(retry, { retryAfterMs: error.retryAfterMs, random: policy.random });
      if (waitMs >= policy.remainingMs()) throw error;
      await policy.sleep(waitMs);
    }
  }
}

/** Only what may pass: a service that says so, or a connection that ended before the answer. */
const isWorthRepeating = (error: unknown): error is WhorlError =>
  error instanceof WhorlError &&
  error.recoverable &&
  (error.code === 'CONNECTION' || retriedStatuses.includes(error.status));

/** Milliseconds to wait: chance spreads callers that failed together, on top of what the service asks. */
function waitBefore(
  retry: number,
  { retryAfterMs = 0, random }: { retryAfterMs?: number | undefined; random: () => number },
): number {
  const ceilingMs = Math.min(longestWaitMs, firstWaitMs * 2 ** retry);
  return retryAfterMs + Math.round(random() * ceilingMs);
}
