import { diagnose, Refusal } from '@whorl/contract';

/** How many undecryptable calls a credential made in the minute under way. */
interface Tally {
  readonly minute: number;
  failures: number;
}

/**
 * A bound on undecryptable calls per credential and minute: a decryption oracle would need many
 * thousands of guesses. Over it, the credential is refused until the minute is over.
 */
export interface FailureLimit {
  /** @throws Refusal `rate-limited` */
  check(credential: string, nowMs: number): void;
  count(credential: string, nowMs: number): void;
}

const minuteMs = 60_000;

/** @param perMinute how many failures are answered as such before 429 */
export function createFailureLimit(perMinute: number): FailureLimit {
  const tallies = new Map<string, Tally>();
  const current = (credential: string, nowMs: number): Tally => {
    const minute = Math.floor(nowMs / minuteMs);
    const known = tallies.get(credential);
    return known?.minute === minute ? known : { minute, failures: 0 };
  };
  return {
    check(credential, nowMs) {
      if (current(credential, nowMs).failures >= perMinute) throw limited(perMinute, nowMs);
    },
    count(credential, nowMs) {
      const tally = current(credential, nowMs);
      tally.failures += 1;
      tallies.set(credential, tally);
    },
  };
}

function limited(perMinute: number, nowMs: number): Refusal {
  const diagnosis = diagnose('too-many-undecryptable', { limit: perMinute });
  const retryAfterSeconds = Math.ceil((minuteMs - (nowMs % minuteMs)) / 1000);
  return new Refusal([{ code: 'rate-limited', diagnosis }], { retryAfterSeconds });
}
