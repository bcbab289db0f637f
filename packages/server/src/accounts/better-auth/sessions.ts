/** Signing in and out, and a change of one's own password. */
import type { Accounts } from '../accounts.ts';
import { asOwner, endOtherSessions, findKept, refused } from './kept-session.ts';
import type { Parts } from './parts.ts';
import { checkPassword, isPassword, parseEmail } from './rules.ts';
import { takeSecondStep } from './second-factor.ts';
import type { Store } from './store.ts';
import { revokeTokensOf } from './tokens.ts';

type Sessions = Pick<Accounts, 'signIn' | 'findSession' | 'signOut' | 'changePassword'>;

export function sessionsOf(parts: Parts): Sessions {
  const { store, library, attempt, nowMs } = parts;
  return {
    signIn({ email: written, password, totp }, origin) {
      const email = parseEmail(written);
      return attempt({ bucket: 'sign-in', account: email, origin }, async () => {
        if (email === undefined || !isPassword(password)) throw refused();
        const first = await (await library()).signIn(email, password);
        if (first === undefined) throw refused();
        const token =
          'session' in first
            ? first.session
            : await takeSecondStep(parts, { challenge: first.challenge, email, totp });
        const db = await store();
        await db.deleteFrom('session').where('endsAtMs', '<=', nowMs()).execute();
        const session = await findKept(parts, token);
        if (session === undefined) throw refused();
        return { token, account: session.account, expiresAtMs: session.expiresAtMs };
      });
    },
    async findSession(token) {
      const found = await findKept(parts, token);
      return found && { token, account: found.account, expiresAtMs: found.expiresAtMs };
    },
    async signOut(token) {
      const found = await findKept(parts, token);
      if (found === undefined) return;
      await (await store()).deleteFrom('session').where('token', '=', found.kept).execute();
    },
    changePassword(token, { current, next }, origin) {
      return asOwner(parts, {
        token,
        origin,
        async run(session) {
          const accepted = checkPassword(next, session.account);
          const db = await store();
          const old = await passwordHash(db, session.account.id);
          const { hashPassword, isPassword: isRight } = await library();
          if (!isPassword(current) || !(await isRight(current, old))) throw refused();
          const password = await hashPassword(accepted);
          await db.transaction().execute(async (edits) => {
            const change = edits.updateTable('account').set({ password });
            const mine = change.where('userId', '=', session.account.id);
            const { numUpdatedRows } = await mine.where('password', '=', old).executeTakeFirst();
            if (numUpdatedRows === 0n) throw refused();
            await endOtherSessions(edits, session);
            await revokeTokensOf(edits, { accountId: session.account.id, atMs: nowMs() });
          });
        },
      });
    },
  };
}

async function passwordHash(db: Store, accountId: string): Promise<string> {
  const credentials = db.selectFrom('account').select('password');
  const row = await credentials.where('userId', '=', accountId).executeTakeFirst();
  if (!row?.password) throw refused();
  return row.password;
}
