/**
 * How fast anybody may guess, and nobody shut out by who guesses elsewhere. Counted in memory: a restart
 * forgives, and nothing of it is kept.
 *
 * What remains possible:
 * - Whoever shares an address with somebody (an office; everybody, behind a proxy that hides addresses) closes
 *   an account that they name to that address, five failures at a time. The socket stays open to its owner.
 * - Sustained guesses, 100 in a day and five in 15 minutes from each address, close an account for the rest
 *   of the day to addresses from which it did not sign in within seven days, and after a restart to all of
 *   them. Again, the socket stays open.
 * - Guesses from an address that an account is known at are slowed down to 480 a day, not to 100. Of 10^6
 *   codes three are right at a time: who has the password as well finds one in two years, in place of ten.
 *   Somebody who signed in with a stolen password is known, too.
 * - When an address is closed after 30 failures, accounts that are known there are still answered otherwise
 *   than others: whoever shares the address learns of a name that it signed in there.
 * - 30 junk invitations keep good ones from being taken up at that address, for 15 minutes.
 * - Who holds somebody's session closes the change of password and of second factor to its owner at the
 *   address they share. An admin ends that session with a new invitation.
 */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { type Origin, SignInRefused } from '../accounts.ts';
import { createKnownOrigins, hash, type KnownOrigins, networkOf } from './origins.ts';

/** What is tried. Failures at one thing count for no other. */
type Bucket = 'sign-in' | 'invitation' | 'session';

/** Who comes, by where from: `known` is an origin from which the account signed in well lately. */
type Standing = 'socket' | 'known' | 'stranger';

/** Failures that are let through in a window, which begins at the first of them. */
interface Limit {
  readonly buckets: readonly Bucket[];
  readonly per: readonly ('account' | 'origin')[];
  readonly failures: number;
  readonly windowSeconds: number;
  /** Whom it counts and never refuses. */
  readonly spares: readonly Standing[];
  /** Success clears the count; else it takes back only this attempt. */
  readonly isForgiving: boolean;
  readonly why: string;
}

export const limits: readonly Limit[] = [
  {
    buckets: ['sign-in'],
    per: ['origin'],
    failures: 30,
    windowSeconds: 15 * 60,
    spares: ['known'],
    isForgiving: false,
    why: 'An office behind one address mistypes now and then; trying one password on many accounts takes hundreds. Who works there is not kept out by who tries.',
  },
  {
    buckets: ['invitation'],
    per: ['origin'],
    failures: 30,
    windowSeconds: 15 * 60,
    spares: [],
    isForgiving: false,
    why: 'Nobody guesses 256 bits: this keeps floods from the file of accounts, and from nothing else.',
  },
  {
    buckets: ['sign-in', 'session'],
    per: ['account', 'origin'],
    failures: 5,
    windowSeconds: 15 * 60,
    spares: ['socket'],
    isForgiving: true,
    why: 'People find their password in five; a wordlist gets 480 tries a day. From elsewhere nobody is shut out by it.',
  },
  {
    buckets: ['sign-in', 'session'],
    per: ['account', 'origin'],
    failures: 20,
    windowSeconds: 15 * 60,
    spares: [],
    isForgiving: true,
    why: 'For the socket, which the limits of accounts spare: only the owner of the data folder is there, who could read the hashes.',
  },
  {
    buckets: ['sign-in', 'session'],
    per: ['account'],
    failures: 100,
    windowSeconds: 24 * 3600,
    spares: ['socket', 'known'],
    isForgiving: false,
    why: 'NIST SP 800-63B §5.2.2, against guesses from many origins at once. Its owner’s sign-ins do not grant a hundred more, and are not refused.',
  },
];

/** What is guessed at. */
export interface Target {
  readonly bucket: Bucket;
  /** The e-mail address, known or not; absent where no account is named. */
  readonly account?: string | undefined;
  readonly origin: Origin;
}

/** Runs one attempt and counts it when it is refused. */
export type Attempt = <Result>(target: Target, run: () => Promise<Result>) => Promise<Result>;

/** A limit that has a say about one attempt. */
interface Count {
  readonly key: string;
  readonly counter: RateLimiterMemory;
  readonly isForgiving: boolean;
  readonly isSpared: boolean;
}

/**
 * A counter for each row of {@link limits}. It takes its point before the attempt, so that a hundred at once
 * are no way around it, and gives it back unless the attempt was made and refused: who is kept out by one
 * limit does not use up another.
 *
 * @returns throws SignInRefused `rate-limited`, whatever the attempt would have come to
 */
export function createLimits(nowMs: () => number): Attempt {
  const known = createKnownOrigins(nowMs);
  const counters = limits.map((limit) => ({
    limit,
    counter: new RateLimiterMemory({ points: limit.failures, duration: limit.windowSeconds }),
  }));
  return async (target, run) => {
    const standing = standingOf(target, known);
    const counts = counters.flatMap(({ limit, counter }): readonly Count[] => {
      const { isForgiving, spares } = limit;
      const key = keyOf(limit, target);
      const isSpared = spares.includes(standing);
      return key === undefined ? [] : [{ key, counter, isForgiving, isSpared }];
    });
    await take(counts);
    try {
      const result = await run();
      for (const count of counts) await (count.isForgiving ? forgive(count) : giveBack(count));
      if (target.bucket === 'sign-in' && target.account !== undefined)
        known.add(target.account, target.origin);
      return result;
    } catch (error) {
      if (!(error instanceof SignInRefused)) for (const count of counts) await giveBack(count);
      throw error;
    }
  };
}

async function take(counts: readonly Count[]): Promise<void> {
  for (const [at, { counter, key, isSpared }] of counts.entries())
    try {
      await counter.consume(key);
    } catch (cause) {
      if (!(cause instanceof RateLimiterRes)) throw cause;
      if (isSpared) continue;
      for (const taken of counts.slice(0, at)) await giveBack(taken);
      throw new SignInRefused('rate-limited', Math.max(1, Math.ceil(cause.msBeforeNext / 1000)));
    }
}

const giveBack = ({ counter, key }: Count) => counter.reward(key);
const forgive = ({ counter, key }: Count) => counter.delete(key);

function standingOf({ account, origin }: Target, known: KnownOrigins): Standing {
  if (origin === 'socket') return 'socket';
  return account !== undefined && known.has(account, origin) ? 'known' : 'stranger';
}

/** `undefined` for a limit that has nothing to count by. */
function keyOf({ buckets, per }: Limit, { bucket, account, origin }: Target): string | undefined {
  if (!buckets.includes(bucket) || (per.includes('account') && account === undefined))
    return undefined;
  const named = { account, origin: networkOf(origin) };
  return hash(JSON.stringify([bucket, ...per.map((by) => named[by])]));
}
