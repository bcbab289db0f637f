/** Codes of an authenticator (RFC 6238), by the machine's clock. */
import { AccountError, type Accounts, SignInRefused } from '../accounts.ts';
import { asOwner, endOtherSessions, refused } from './kept-session.ts';
import type { Parts } from './parts.ts';
import { isPassword } from './rules.ts';

export function secondFactorOf(parts: Parts): Pick<Accounts, 'startTotp' | 'confirmTotp'> {
  const { store, library } = parts;
  return {
    startTotp(token, password, origin) {
      const run = async () => {
        if (!isPassword(password)) throw refused();
        const started = await (await library()).startTotp(token, password);
        if (started === undefined) throw refused();
        if (started === 'already-on') throw new AccountError('conflict', alreadyOn);
        return started;
      };
      return asOwner(parts, { token, origin, run });
    },
    confirmTotp(token, code, origin) {
      return asOwner(parts, {
        token,
        origin,
        async run({ kept, account }) {
          await spendCode(parts, { accountId: account.id, code });
          const confirmed = await (await library()).confirmTotp(token, code);
          if (confirmed === undefined) throw refused();
          if (confirmed === 'not-started') throw new AccountError('conflict', notStarted);
          await (await store()).transaction().execute(async (edits) => {
            await endOtherSessions(edits, { account, kept: confirmed.kept });
            const same = edits.updateTable('session').set({ token: kept });
            await same.where('token', '=', confirmed.kept).execute();
          });
        },
      });
    },
  };
}

/** @returns the session that the right code leads to; throws SignInRefused for any other */
export async function takeSecondStep(
  parts: Parts,
  step: {
    readonly challenge: string;
    readonly email: string;
    readonly totp: string | undefined;
  },
): Promise<string> {
  const { challenge, email, totp } = step;
  if (totp === undefined) throw new SignInRefused('totp-required');
  const accounts = (await parts.store()).selectFrom('user').select('id');
  const account = await accounts.where('email', '=', email).executeTakeFirst();
  if (account === undefined) throw refused();
  await spendCode(parts, { accountId: account.id, code: totp });
  const session = await (await parts.library()).answerChallenge(challenge, totp);
  if (session === undefined) throw refused();
  return session;
}

const codeForm = /^[0-9]{6}$/;

/** The library accepts codes of the step before and the step after: none of them lives longer than this. */
const codeLifeMs = 5 * 60_000;

/** RFC 6238 §5.2: a code is good once. It is spent before it is looked at, so that two at once are no way around. */
async function spendCode(
  { store, nowMs }: Parts,
  { accountId, code }: { readonly accountId: string; readonly code: unknown },
): Promise<void> {
  if (typeof code !== 'string' || !codeForm.test(code)) throw refused();
  const db = await store();
  await db
    .deleteFrom('usedCode')
    .where('usedAtMs', '<', nowMs() - codeLifeMs)
    .execute();
  const row = { accountId, code, usedAtMs: nowMs() };
  const spent = db
    .insertInto('usedCode')
    .values(row)
    .onConflict((other) => other.doNothing());
  if ((await spent.executeTakeFirst()).numInsertedOrUpdatedRows !== 1n) throw refused();
}

const alreadyOn =
  'A second factor is in force. Who lost it is invited again by an admin, which takes it off.';
const notStarted = 'No second factor is being set up. Start with the password.';
