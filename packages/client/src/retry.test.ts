import { describe, expect, it } from 'vitest';
import { WhorlError, type WhorlErrorContext } from './errors.ts';
import { withRetries } from './retry.ts';

const passing = (context: WhorlErrorContext = {}) =>
  new WhorlError('SYSTEM_UNAVAILABLE', 'busy', { status: 503, recoverable: true, ...context });

interface Course {
  readonly failures: readonly Error[];
  readonly remainingMs?: number;
  readonly random?: number;
}

/** What is attempted after these failures: how often, after which waits, and how it ends. */
async function run({ failures, remainingMs = 3000, random = 0.5 }: Course) {
  const waits: number[] = [];
  let attempts = 0;
  const attempt = async () => {
    const failure = failures[attempts++];
    if (failure !== undefined) throw failure;
    return 'answer';
  };
  const outcome = await withRetries(attempt, {
    retries: 2,
    remainingMs: () => remainingMs,
    random: () => random,
    sleep: async (waitMs) => void waits.push(waitMs),
  }).catch((error: unknown) => error);
  return { attempts, waits, outcome };
}

describe('repeating a call', () => {
  it('goes on until it is answered', async () => {
    expect(await run({ failures: [passing(), passing()] })).toEqual({
      attempts: 3,
      waits: [50, 100],
      outcome: 'answer',
    });
  });

  it('stops after the retries, with the last error', async () => {
    const last = passing();
    const { attempts, outcome } = await run({ failures: [passing(), passing(), last, passing()] });
    expect(attempts).toBe(3);
    expect(outcome).toBe(last);
  });

  it('spreads callers by chance, from no wait at all to a wait that doubles', async () => {
    const failures = [passing(), passing()];
    expect((await run({ failures, random: 0 })).waits).toEqual([0, 0]);
    expect((await run({ failures, random: 0.999 })).waits).toEqual([100, 200]);
  });

  it('waits as long as the service asks, and then by chance', async () => {
    const { waits } = await run({ failures: [passing({ retryAfterMs: 1000 })] });
    expect(waits).toEqual([1050]);
  });

  it('fails at once when the wait would outlast the deadline', async () => {
    const error = passing({ retryAfterMs: 3000 });
    expect(await run({ failures: [error] })).toEqual({ attempts: 1, waits: [], outcome: error });
  });

  it.each([
    ['a connection that ended', new WhorlError('CONNECTION', 'reset', { recoverable: true }), 2],
    ['429 that says so', passing({ status: 429 }), 2],
    ['503 that does not say so', passing({ recoverable: false }), 1],
    ['500 that says so', passing({ status: 500 }), 1],
    ['400 that says so', passing({ status: 400 }), 1],
    ['a time-out', new WhorlError('TIMEOUT', 'late', { recoverable: true }), 1],
    ['an abort', new WhorlError('ABORTED', 'stop'), 1],
    ['a host that does not exist', new WhorlError('CONNECTION', 'none'), 1],
    ['an error of another kind', new Error('bug'), 1],
  ])('after %s', async (_, error, attempts) => {
    expect((await run({ failures: [error] })).attempts).toBe(attempts);
  });
});
