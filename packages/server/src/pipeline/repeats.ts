import type { Network, Pseudonym, RecordedAnswer } from '../network/network.ts';
import { orUnavailable } from './unavailable.ts';

/** An answer and whether it was given before. */
export interface Answered extends RecordedAnswer {
  readonly repeated: boolean;
}

/**
 * Retries by name: a call with an Idempotency-Key that was answered within ten minutes, or is being
 * answered right now, gets that answer and is counted once.
 */
export interface Repeats {
  once(
    key: Pseudonym | undefined,
    nowMs: number,
    work: () => Promise<RecordedAnswer>,
  ): Promise<Answered>;
}

export function createRepeats(network: Network): Repeats {
  const inFlight = new Map<Pseudonym, Promise<RecordedAnswer>>();

  async function first(key: Pseudonym, nowMs: number, work: () => Promise<RecordedAnswer>) {
    const reading = network.recall(key, nowMs);
    const recorded = await orUnavailable('the network could not be read', reading);
    return recorded ? { ...recorded, repeated: true } : { ...(await work()), repeated: false };
  }

  return {
    async once(key, nowMs, work) {
      if (key === undefined) return { ...(await work()), repeated: false };
      const earlier = inFlight.get(key);
      if (earlier !== undefined) return { ...(await earlier), repeated: true };
      const answering = first(key, nowMs, work);
      inFlight.set(key, answering);
      try {
        return await answering;
      } finally {
        inFlight.delete(key);
      }
    },
  };
}
