import { randomBytes } from 'node:crypto';
import type { Clock } from '../../config/clock.ts';
import type { Accounts } from '../accounts.ts';
import type { Parts } from './parts.ts';
import { peopleOf } from './people.ts';
import { secondFactorOf } from './second-factor.ts';
import type { Random } from './secrets.ts';
import { sessionsOf } from './sessions.ts';
import { tokensOf } from './tokens.ts';

export interface AccountsOptions {
  /** The SQLite file; its folder must be there. It is made when first needed, for its owner alone. */
  readonly path: string;
  /** 32 bytes, kept elsewhere. With another one every session is over and no second factor can be checked. */
  readonly secret: Buffer;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly random?: Random;
}

/**
 * Accounts in one SQLite file, with better-auth for passwords, sessions and second factors.
 *
 * Opening does nothing yet: the file is opened by the first call of any method, the library (0.2 s, 30 MB)
 * by the first that needs a password or a session. A service nobody signs in to pays for neither.
 *
 * @throws TypeError for a secret of another length
 * @example
 * const secret = randomBytes(32);
 * const accounts = await openAccounts({ path: 'accounts.db', secret, clock: systemClock });
 * await accounts.createFirst({ email: 'ada@example.com', name: 'Ada', password: 'correct horse' });
 * const session = await accounts.signIn({ email: 'ada@example.com', password: 'correct horse' }, 'socket');
 */
export async function openAccounts(options: AccountsOptions): Promise<Accounts> {
  const { path, secret, clock, random = randomBytes } = options;
  if (secret.length !== secretBytes)
    throw new TypeError(`The secret of accounts is ${secretBytes} bytes, not ${secret.length}.`);
  const nowMs = () => clock.nowMs();
  const store = whenNeeded(async () => (await import('./store.ts')).openStore(path));
  const library = whenNeeded(async () => {
    const { openLibrary } = await import('./library.ts');
    return openLibrary({ store: await store.get(), secret, nowMs });
  });
  const limits = whenNeeded(async () => (await import('./limits.ts')).createLimits(nowMs));
  const parts: Parts = {
    store: store.get,
    library: library.get,
    attempt: async (target, run) => (await limits.get())(target, run),
    nowMs,
    random,
  };
  return {
    ...peopleOf(parts),
    ...sessionsOf(parts),
    ...secondFactorOf(parts),
    ...tokensOf(parts),
    async close() {
      await Promise.all([limits.close(), library.close()]);
      await (await store.close())?.destroy();
    },
  };
}

const secretBytes = 32;

/** Made once, by whoever asks first; one that could not be made is tried again. */
function whenNeeded<Thing>(make: () => Promise<Thing>) {
  let made: Promise<Thing> | undefined;
  let closed = false;
  return {
    get(): Promise<Thing> {
      if (closed) return Promise.reject(new Error('The accounts are closed.'));
      made ??= make().catch((error: unknown) => {
        made = undefined;
        throw error;
      });
      return made;
    },
    /** The thing, if it was made at all. */
    close(): Promise<Thing | undefined> {
      const last = closed ? undefined : made;
      closed = true;
      return Promise.resolve(last);
    },
  };
}
