/** How fast anybody may guess. Counted in memory: a restart forgives, and nothing of it is kept. */
import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { type Origin, SignInRefused } from '../accounts.ts';

/** Failures that are let through in a window, which begins at the first of them. */
interface Limit {
  readonly per: 'origin' | 'account';
  readonly failures: number;
  readonly windowSeconds: number;
  readonly why: string;
}

export const limits: readonly Limit[] = [
  {
    per: 'origin',
    failures: 30,
    windowSeconds: 15 * 60,
    why: 'An office behind one address mistypes now and then; trying one password on many accounts takes hundreds.',
  },
  {
    per: 'account',
    failures: 5,
    windowSeconds: 15 * 60,
    why: 'People find their password in five; a wordlist gets 480 tries a day, from however many origins.',
  },
  {
    per: 'account',
    failures: 100,
    windowSeconds: 24 * 3600,
    why: 'NIST SP 800-63B §5.2.2. Of 10^6 codes three are right at a time: who has the password finds one in 10 years.',
  },
];

/** What is guessed at. */
export interface Target {
  /** The e-mail address, known or not; absent where no account is named. */
  readonly account?: string | undefined;
  readonly origin: Origin;
}

/** Runs one attempt and counts it when it is refused. */
export type Attempt = <Result>(target: Target, run: () => Promise<Result>) => Promise<Result>;

/**
 * A counter for each row of {@link limits}. It takes its point before the attempt, so that a hundred at once
 * are no way around it. Success forgives the account its failures and the origin only this attempt.
 *
 * @returns throws SignInRefused `rate-limited`, whatever the attempt would have come to
 */
export function createLimits(): Attempt {
  const counters = limits.map((limit) => ({
    per: limit.per,
    counter: new RateLimiterMemory({ points: limit.failures, duration: limit.windowSeconds }),
  }));
  return async (target, run) => {
    const counted = counters.flatMap(({ per, counter }) => {
      const key = keyOf(per, target);
      return key === undefined ? [] : [{ per, counter, key }];
    });
    for (const { counter, key } of counted) await counter.consume(key).catch(refuse);
    try {
      const result = await run();
      for (const { per, counter, key } of counted)
        await (per === 'account' ? counter.delete(key) : counter.reward(key));
      return result;
    } catch (error) {
      if (!(error instanceof SignInRefused))
        for (const { counter, key } of counted) await counter.reward(key);
      throw error;
    }
  };
}

function refuse(cause: unknown): never {
  if (cause instanceof RateLimiterRes)
    throw new SignInRefused('rate-limited', Math.max(1, Math.ceil(cause.msBeforeNext / 1000)));
  throw cause;
}

/** Hashed: hostile ones are long, and an address has no business in memory. */
function keyOf(per: Limit['per'], target: Target): string | undefined {
  const named = per === 'origin' ? networkOf(target.origin) : target.account;
  return named && createHash('sha256').update(named).digest('base64url');
}

/** Of an IPv6 address its /64, which one customer has whole (RFC 6177): else each try comes from another. */
function networkOf(origin: Origin): string {
  if (!isIPv6(origin) || origin.includes('.')) return origin.replace(/^::ffff:/i, '');
  const [head = '', tail] = origin.split('%')[0]?.split('::') ?? [];
  const groups = head === '' ? [] : head.split(':');
  const missing =
    tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter(Boolean).length;
  return [...groups, ...Array<string>(missing).fill('0'), ...(tail ?? '').split(':')]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
