/**
 * better-auth, set up and narrowed to what we ask of it: password hashes, sessions, second factors. It is
 * loaded when somebody first signs in (see open-accounts.ts), never served to the network, and knows nothing
 * of tokens and invitations.
 *
 * Two of its clocks are the machine's own (`Date`), whatever ours says: a TOTP code is right for the real
 * time, as in every authenticator, and a session ends after seven days at most. Before that, it ends by ours.
 */
import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { bearer } from 'better-auth/plugins/bearer';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { Store } from './store.ts';

/** A day's work: nobody is signed out in the middle of one, and everybody signs in anew on the next. */
export const sessionLifeMs = 12 * 3_600_000;
/** By the machine's clock, should ours stand still. */
const absoluteSessionLifeSeconds = 7 * 24 * 3600;

/** What the right password leads to. */
export type FirstStep =
  | { readonly session: string }
  /** The second step is to be taken with it. */
  | { readonly challenge: string };

/** `undefined` and `false` are refusals; anything else that goes wrong is thrown. */
export interface Library {
  hashPassword(password: string): Promise<string>;
  isPassword(password: string, hash: string): Promise<boolean>;
  /** As slow for an account that is not there. */
  signIn(email: string, password: string): Promise<FirstStep | undefined>;
  /** @returns the session */
  answerChallenge(challenge: string, code: string): Promise<string | undefined>;
  /** What the library keeps a session under, when it signed it and it is not over. */
  readSession(session: string): Promise<string | undefined>;
  /** @returns what an authenticator scans; `already-on` while a second factor is in force */
  startTotp(session: string, password: string): Promise<{ uri: string } | 'already-on' | undefined>;
  /**
   * The library takes a confirmed factor as a reason for a new session in place of this one.
   *
   * @returns what it keeps the new session under; `not-started` without {@link startTotp}
   */
  confirmTotp(session: string, code: string): Promise<{ kept: string } | 'not-started' | undefined>;
}

interface LibraryOptions {
  readonly store: Store;
  /** 32 bytes. It signs sessions and encrypts TOTP secrets, and never is in the store. */
  readonly secret: Buffer;
  readonly nowMs: () => number;
}

export async function openLibrary(options: LibraryOptions): Promise<Library> {
  // The environment could switch its telemetry on, over the option below. Nothing calls home.
  delete process.env.BETTER_AUTH_TELEMETRY_ENDPOINT;
  const auth = betterAuth(libraryOptions(options));
  const { password } = await auth.$context;
  return {
    hashPassword: password.hash,
    isPassword: (given, hash) => password.verify({ password: given, hash }),
    async signIn(email, given) {
      const answer = await accepted(
        auth.api.signInEmail({ body: { email, password: given }, returnHeaders: true }),
      );
      if (answer === undefined) return undefined;
      if ('twoFactorRedirect' in answer.response) return { challenge: cookiesOf(answer.headers) };
      const session = answer.headers.get(sessionHeader);
      return session === null ? undefined : { session };
    },
    async answerChallenge(cookie, code) {
      const headers = new Headers({ cookie });
      const answer = await accepted(
        auth.api.verifyTOTP({ body: { code }, headers, returnHeaders: true }),
      );
      return answer?.headers.get(sessionHeader) ?? undefined;
    },
    async readSession(session) {
      const query = { disableRefresh: true };
      const found = await auth.api.getSession({ headers: bearing(session), query });
      return found?.session.token;
    },
    async startTotp(session, given) {
      const body = { password: given, method: 'totp' as const };
      const answer = await accepted(auth.api.enableTwoFactor({ body, headers: bearing(session) }), {
        TOTP_ALREADY_ENABLED: 'already-on' as const,
      });
      if (answer === undefined || answer === 'already-on') return answer;
      return 'totpURI' in answer ? { uri: answer.totpURI } : undefined;
    },
    async confirmTotp(session, code) {
      const headers = bearing(session);
      const answer = await accepted(
        auth.api.verifyTOTP({ body: { code }, headers, returnHeaders: true }),
        { TOTP_NOT_ENABLED: 'not-started' as const },
      );
      if (answer === undefined || answer === 'not-started') return answer;
      const next = answer.headers.get(sessionHeader) ?? session;
      return { kept: next.slice(0, next.indexOf('.')) };
    },
  };
}

/** Set by the bearer plugin: the session with the signature that whoever reads the file alone cannot make. */
const sessionHeader = 'set-auth-token';

const bearing = (session: string): Headers => new Headers({ authorization: `Bearer ${session}` });

function cookiesOf(headers: Headers): string {
  return headers
    .getSetCookie()
    .map((cookie) => cookie.slice(0, cookie.indexOf(';')))
    .join('; ');
}

/** Turns the library's refusals into `undefined`, and those that are named into what they are named. */
async function accepted<Answer, Named extends string = never>(
  answer: Promise<Answer>,
  named: Readonly<Record<string, Named>> = {},
): Promise<Answer | Named | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && error.message.includes('account-not-active')) return undefined;
    if (!(error instanceof APIError) || error.statusCode >= 500) throw error;
    return named[error.body?.code ?? ''];
  }
}

export function libraryOptions({ store, secret, nowMs }: LibraryOptions) {
  const value = secret.toString('base64url');
  const column = { input: false, required: true } as const;
  return {
    appName: 'Whorl',
    // Nothing is served under it: without one the library looks for it in the environment, and complains.
    baseURL: 'http://localhost',
    secret: value,
    // Named twice: without a list, one in the environment would be taken in place of ours.
    secrets: [{ version: 1, value }],
    database: { db: store, type: 'sqlite' as const },
    emailAndPassword: { enabled: true, disableSignUp: true, maxPasswordLength: 256 },
    user: {
      additionalFields: {
        role: { type: 'string' as const, ...column },
        status: { type: 'string' as const, ...column },
      },
    },
    session: {
      expiresIn: absoluteSessionLifeSeconds,
      disableSessionRefresh: true,
      additionalFields: { endsAtMs: { type: 'number' as const, ...column } },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session: Readonly<Record<string, unknown>>) => ({
            data: { ...session, endsAtMs: nowMs() + sessionLifeMs },
          }),
        },
      },
    },
    // limits.ts counts, in one place, for what the library does and what we do.
    rateLimit: { enabled: false },
    plugins: [
      bearer({ requireSignature: true }),
      twoFactor({ issuer: 'Whorl', accountLockout: { enabled: false } }),
    ],
    telemetry: { enabled: false },
    logger: { disabled: true },
  };
}
