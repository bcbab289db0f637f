import { expect } from 'vitest';
import type { Account, Accounts, Role, Session } from '../accounts.ts';
import { totpCode, totpKeyOf } from './totp.ts';

/** One place where accounts are kept, opened as often as asked. Its clock is `Date.now()`, which the suite sets. */
export interface AccountsPlace {
  open(): Promise<Accounts>;
  /** Every byte that is kept. */
  readAll(): Promise<Buffer>;
}

/** What a test plays on: a place that is open, and its time. */
export interface Stage {
  readonly accounts: () => Accounts;
  readonly reopen: () => Promise<void>;
  readonly pass: (ms: number) => void;
  readonly readAll: () => Promise<Buffer>;
}

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** The first admin. Of every other one the e-mail address is the name’s. */
export const ada = { email: 'ada@example.com', name: 'Ada', password: 'correct horse battery' };
export const password = 'staple of the evening';
export const origin = '192.0.2.7';

export async function withAda(stage: Stage): Promise<Account> {
  return stage.accounts().createFirst(ada);
}

/** Somebody who took an invitation up; {@link password} is theirs. */
export async function withMember(stage: Stage, name: string, role: Role = 'developer') {
  const invited = { email: `${name.toLowerCase()}@example.com`, name, role };
  const { invitation } = await stage.accounts().invite(invited);
  const account = await stage.accounts().acceptInvitation({ invitation, password }, 'socket');
  return { account, session: () => signIn(stage, { email: invited.email, password }) };
}

export function signIn(
  stage: Stage,
  who: { readonly email: string; readonly password: string; readonly totp?: string } = ada,
): Promise<Session> {
  const { email, password, totp } = who;
  const given = { email, password, ...(totp === undefined ? {} : { totp }) };
  return stage.accounts().signIn(given, origin);
}

/** Ada with a second factor in force, in the step after the one whose code confirmed it. */
export async function withTotp(stage: Stage): Promise<{
  readonly session: Session;
  /** What her authenticator shows, so many steps from now. */
  readonly code: (steps?: number) => string;
}> {
  const session = await signIn(stage);
  const { uri } = await stage.accounts().startTotp(session.token, ada.password, origin);
  const key = totpKeyOf(uri);
  const code = (steps = 0) => totpCode(key, { atMs: Date.now() + steps * minuteMs * 0.5 });
  await stage.accounts().confirmTotp(session.token, code(), origin);
  stage.pass(minuteMs / 2);
  return { session, code };
}

export function tokenOf(account: Account) {
  return {
    name: 'nightly build',
    role: 'viewer',
    environments: ['sandbox'],
    createdBy: account.id,
    expiresAtMs: Date.now() + dayMs,
  } as const;
}

/** Which error it comes to and why: `AccountError conflict`. */
export async function refusal(outcome: Promise<unknown>): Promise<string> {
  const error = await outcome.then(
    () => expect.fail('nothing was refused'),
    (thrown: unknown) => thrown,
  );
  const { name, reason } = error as { name?: unknown; reason?: unknown };
  return `${name} ${reason}`;
}

export const refusedAs = {
  badCredentials: 'SignInRefused bad-credentials',
  totpRequired: 'SignInRefused totp-required',
  rateLimited: 'SignInRefused rate-limited',
  conflict: 'AccountError conflict',
  invalid: 'AccountError invalid',
  notFound: 'AccountError not-found',
} as const;
