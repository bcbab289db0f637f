/**
 * The people who run a Whorl and the tokens of their programs: who signs in, and as what. The promise that
 * the rest of the service codes against; better-auth/ keeps it.
 *
 * - Passwords and second factors never come back out; tokens are stored hashed and shown once.
 * - Suspending an account ends its sessions and the tokens it made. So does a change of role, and a new
 *   password: of sessions, only the one that it was changed in stays.
 * - Once there is an admin who can sign in, there always is one.
 * - Guessing is slowed down ({@link SignInRefused} `rate-limited`), and shuts nobody out who comes from
 *   elsewhere: failures count per account and origin, and whoever guesses at one account from many origins
 *   closes it neither to the socket nor to an origin from which it signed in well within seven days.
 *   Invitations, and what is done in a session, count apart. A right password is refused as well while its
 *   account is closed to its origin. The limits, and what they leave possible: better-auth/limits.ts.
 */

/** What an account may do, weakest first; the operations of api/admin.yaml name who may. */
export const roles = [
  'viewer',
  'analyst',
  'developer',
  'key-custodian',
  'security-officer',
  'admin',
] as const;
export type Role = (typeof roles)[number];

/** Somebody who may sign in. */
export interface Account {
  readonly id: string;
  /** Lower case. */
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** `invited` until the invitation was taken up with a password. */
  readonly status: 'invited' | 'active' | 'suspended';
  /** Whether signing in takes a second factor. */
  readonly hasTotp: boolean;
  readonly createdAtMs: number;
}

export interface Session {
  /** Sent as `Authorization: Bearer …`. */
  readonly token: string;
  readonly account: Account;
  /** Twelve hours after the sign-in, by the clock of the service: a day's work, and it is not drawn out. */
  readonly expiresAtMs: number;
}

/** A token for a program. */
export interface AutomationToken {
  readonly id: string;
  readonly name: string;
  /** What its bearer may do: as an account of this role could, and less (see {@link Accounts.createToken}). */
  readonly role: Role;
  /** The environments it is good for. */
  readonly environments: readonly ('sandbox' | 'production')[];
  /** The one project it is good for; absent is every one. */
  readonly projectId?: string;
  /** The account that made it, by id; `os:<user>` when the owner of the data folder did. */
  readonly createdBy: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly revokedAtMs?: number;
}

/** An account that waits for its owner. */
export interface Invited {
  readonly account: Account;
  /** Shown once: whoever brings it sets the password. */
  readonly invitation: string;
  readonly expiresAtMs: number;
}

/** Why somebody was not let in. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused';
  readonly reason: 'bad-credentials' | 'totp-required' | 'rate-limited';
  readonly retryAfterSeconds: number | undefined;

  constructor(reason: SignInRefused['reason'], retryAfterSeconds?: number) {
    super(refusals[reason]);
    this.reason = reason;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** An unknown account, a wrong password and a suspended account read the same. */
const refusals = {
  'bad-credentials': 'E-mail, password or code is wrong, or the account may not sign in.',
  'totp-required': 'This account signs in with a code from its authenticator as well.',
  'rate-limited': 'Too many attempts. Wait, then try again.',
} as const;

/** An account cannot be made or changed so. The message says why and what to do. */
export class AccountError extends Error {
  override readonly name = 'AccountError';
  readonly reason: 'not-found' | 'conflict' | 'invalid';

  constructor(reason: AccountError['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

/**
 * Where somebody signs in from: an IP address, or `socket`, where only the owner of the data folder comes from.
 * Slows guessing down, and is stored nowhere; in memory it is hashed.
 */
export type Origin = string;

export interface Accounts {
  list(): Promise<readonly Account[]>;
  find(id: string): Promise<Account | undefined>;
  /**
   * Makes the first admin, who signs in at once.
   *
   * @throws AccountError `conflict` when there is any account already; `invalid` for a weak password (fewer than
   * 12 characters, or the e-mail or name in it) or what is no e-mail address
   */
  createFirst(first: {
    readonly email: string;
    readonly name: string;
    readonly password: string;
  }): Promise<Account>;
  /**
   * Makes an account that waits for its owner: whoever brings the invitation sets the password. It is shown
   * once, stored hashed, and good for seven days.
   *
   * @throws AccountError `conflict` when the e-mail address is taken
   */
  invite(invited: {
    readonly email: string;
    readonly name: string;
    readonly role: Role;
  }): Promise<Invited>;
  /**
   * A new invitation for an account that is there: its first one ran out, or the password or the second factor
   * was lost. Until it is accepted the account is `invited`: its former invitation, password, second factor,
   * sessions and tokens are no longer good.
   *
   * @throws AccountError `not-found`; `conflict` when nobody would be left as an active admin
   */
  inviteAgain(id: string): Promise<Invited>;
  /**
   * Sets the password. Whatever an earlier one let somebody do is over: sessions, and the tokens it made.
   *
   * @throws AccountError `invalid` for a weak password; SignInRefused for an unknown, used or expired invitation
   */
  acceptInvitation(
    accepted: { readonly invitation: string; readonly password: string },
    origin: Origin,
  ): Promise<Account>;
  /**
   * @throws AccountError `not-found`; `conflict` when nobody would be left as an active admin who has a
   * password, or when the account has none (its invitation was not taken up) and is to be `active`
   */
  change(
    id: string,
    change: { readonly role?: Role; readonly status?: 'active' | 'suspended' },
  ): Promise<Account>;
  /** @throws SignInRefused */
  signIn(
    credentials: { readonly email: string; readonly password: string; readonly totp?: string },
    origin: Origin,
  ): Promise<Session>;
  /** Whose session this is; `undefined` for one that is unknown, over, or of an account that is not active. */
  findSession(token: string): Promise<Session | undefined>;
  signOut(token: string): Promise<void>;
  /**
   * Ends the account's other sessions and the tokens it made: whoever had the password may have made them.
   *
   * @throws SignInRefused, AccountError `invalid`
   */
  changePassword(
    token: string,
    change: { readonly current: string; readonly next: string },
    origin: Origin,
  ): Promise<void>;
  /**
   * Begins to set a second factor up. The URI is what authenticators scan (`otpauth://totp/…`).
   *
   * @throws SignInRefused when the password is wrong; AccountError `conflict` when one is in force
   */
  startTotp(token: string, password: string, origin: Origin): Promise<{ readonly uri: string }>;
  /**
   * The second factor is in force from here on, and the account's other sessions are over.
   *
   * @throws SignInRefused when the code is wrong; AccountError `conflict` when nothing was started
   */
  confirmTotp(token: string, code: string, origin: Origin): Promise<void>;
  /**
   * Makes a token for a program, shown once (`wt_` and 43 characters). Its role is at most `key-custodian`,
   * never one that approves, and no more than its maker's; it lives at most 365 days. The maker is an active
   * account, by its id, or the owner of the data folder (`os:<user>`), who is none.
   *
   * @throws AccountError `invalid`
   */
  createToken(
    wanted: Pick<
      AutomationToken,
      'name' | 'role' | 'environments' | 'projectId' | 'createdBy' | 'expiresAtMs'
    >,
  ): Promise<{ readonly record: AutomationToken; readonly token: string }>;
  /** The record of a token that is good now. */
  findToken(token: string): Promise<AutomationToken | undefined>;
  listTokens(): Promise<readonly AutomationToken[]>;
  /** @throws AccountError `not-found` */
  revokeToken(id: string): Promise<void>;
  close(): Promise<void>;
}
