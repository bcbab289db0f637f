import type { Accounts, AutomationToken, Role, Session } from '../../accounts/accounts.ts';

/**
 * How a request came in: over the data folder's socket or in the owner's own process (`owner` is the
 * operating system's name for them), or over TLS.
 */
export type Door =
  | { readonly kind: 'owner'; readonly user: string }
  | { readonly kind: 'network'; readonly address: string };

/** Who asks. */
export type Asker =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'owner'; readonly user: string }
  | { readonly kind: 'account'; readonly session: Session }
  | { readonly kind: 'token'; readonly token: AutomationToken };

const bearerPattern = /^Bearer ([\x21-\x7e]{1,512})$/i;
const tokenPrefix = 'wt_';

/**
 * Says who asks. What was sent as `Authorization` counts before the door: whoever signed in acts as
 * themselves on the socket too, and what is no good is not taken for the owner.
 */
export async function identify(
  authorization: string | undefined,
  door: Door,
  accounts: Accounts,
): Promise<Asker> {
  if (authorization === undefined)
    return door.kind === 'owner' ? { kind: 'owner', user: door.user } : { kind: 'nobody' };
  const bearer = bearerPattern.exec(authorization)?.[1] ?? '';
  if (bearer.startsWith(tokenPrefix)) {
    const token = await accounts.findToken(bearer);
    return token === undefined ? { kind: 'nobody' } : { kind: 'token', token };
  }
  const session = bearer === '' ? undefined : await accounts.findSession(bearer);
  return session === undefined ? { kind: 'nobody' } : { kind: 'account', session };
}

/** What somebody may do; the folder's owner is an admin. */
export function roleOf(asker: Asker): Role | undefined {
  if (asker.kind === 'owner') return 'admin';
  if (asker.kind === 'account') return asker.session.account.role;
  return asker.kind === 'token' ? asker.token.role : undefined;
}

/** As the audit trail names them. */
export function nameOf(asker: Asker): string {
  if (asker.kind === 'owner') return `os:${asker.user}`;
  if (asker.kind === 'account') return `account:${asker.session.account.id}`;
  return asker.kind === 'token' ? `token:${asker.token.id}` : 'nobody';
}

/** The account behind somebody: their own, or the one that made their token. */
export function accountOf(asker: Asker): string | undefined {
  if (asker.kind === 'account') return asker.session.account.id;
  return asker.kind === 'token' ? asker.token.createdBy : undefined;
}

/** Where somebody signs in from, for slowing guesses down. */
export const originOf = (door: Door): string => (door.kind === 'owner' ? 'socket' : door.address);
