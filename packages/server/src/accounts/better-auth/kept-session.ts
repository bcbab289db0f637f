import { type Account, type Origin, SignInRefused } from '../accounts.ts';
import type { Parts } from './parts.ts';
import type { Edits } from './store.ts';
import { toAccount } from './tables.ts';

/** A session that was found, and what the library keeps it under. */
export interface KeptSession {
  readonly kept: string;
  readonly account: Account;
  readonly expiresAtMs: number;
}

/** The library's 32 letters and digits, a dot, and its signature (HMAC-SHA-256, base64). */
const sessionForm = /^[A-Za-z0-9]{32}\.[A-Za-z0-9+/]{43}=$/;

/** The session of an account that is active now, while it lasts by our clock. */
export async function findKept(parts: Parts, token: string): Promise<KeptSession | undefined> {
  if (typeof token !== 'string' || !sessionForm.test(token)) return undefined;
  const kept = await (await parts.library()).readSession(token);
  if (kept === undefined) return undefined;
  const row = await (await parts.store())
    .selectFrom('session')
    .innerJoin('user', 'user.id', 'session.userId')
    .selectAll('user')
    .select('session.endsAtMs')
    .where('session.token', '=', kept)
    .where('session.endsAtMs', '>', parts.nowMs())
    .where('user.status', '=', 'active')
    .executeTakeFirst();
  return row && { kept, account: toAccount(row), expiresAtMs: row.endsAtMs };
}

/**
 * Runs what takes a password or a code beside the session: an attempt that counts, for sessions get stolen. It
 * counts apart from sign-ins, so that nobody without a session has its owner refused. No session is guessed.
 */
export async function asOwner<Result>(
  parts: Parts,
  owner: {
    readonly token: string;
    readonly origin: Origin;
    readonly run: (session: KeptSession) => Promise<Result>;
  },
): Promise<Result> {
  const { token, origin, run } = owner;
  const session = await findKept(parts, token);
  if (session === undefined) throw refused();
  const target = { bucket: 'session', account: session.account.email, origin } as const;
  return parts.attempt(target, () => run(session));
}

export async function endOtherSessions(
  edits: Edits,
  { account, kept }: Pick<KeptSession, 'account' | 'kept'>,
): Promise<void> {
  const sessions = edits.deleteFrom('session').where('userId', '=', account.id);
  await sessions.where('token', '!=', kept).execute();
}

export const refused = (): SignInRefused => new SignInRefused('bad-credentials');
