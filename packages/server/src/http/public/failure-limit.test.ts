import { Refusal } from '@whorl/contract';
import { describe, expect, it } from 'vitest';
import { createFailureLimit } from './failure-limit.ts';

const minuteMs = 60_000;
const startMs = 29_000_000 * minuteMs;

/** What a check says: nothing, or how many seconds to wait. */
function check(limit: ReturnType<typeof createFailureLimit>, credential: string, nowMs: number) {
  try {
    limit.check(credential, nowMs);
  } catch (error) {
    if (error instanceof Refusal && error.status === 429) return error.retryAfterSeconds;
    throw error;
  }
  return undefined;
}

describe('undecryptable calls are limited', () => {
  it('to so many a minute, and then until the minute is over', () => {
    const limit = createFailureLimit(3);
    for (let failure = 0; failure < 3; failure += 1) {
      expect(check(limit, 'a', startMs)).toBeUndefined();
      limit.count('a', startMs);
    }
    expect(check(limit, 'a', startMs)).toBe(60);
    expect(check(limit, 'a', startMs + 59_001)).toBe(1);
    expect(check(limit, 'a', startMs + minuteMs - 1)).toBe(1);
    expect(check(limit, 'a', startMs + minuteMs)).toBeUndefined();
  });

  it('anew each minute', () => {
    const limit = createFailureLimit(1);
    for (let minute = 0; minute < 3; minute += 1) {
      const nowMs = startMs + minute * minuteMs;
      expect(check(limit, 'a', nowMs)).toBeUndefined();
      limit.count('a', nowMs);
      expect(check(limit, 'a', nowMs)).toBe(60);
    }
  });

  it('of each credential by itself', () => {
    const limit = createFailureLimit(1);
    limit.count('a', startMs);
    expect(check(limit, 'a', startMs)).toBe(60);
    expect(check(limit, 'b', startMs)).toBeUndefined();
  });
});
