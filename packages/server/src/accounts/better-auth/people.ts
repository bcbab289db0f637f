/** Who there is: making, inviting, changing and listing accounts. */
import { randomUUID } from 'node:crypto';
import { AccountError, type Accounts, SignInRefused } from '../accounts.ts';
import type { Parts } from './parts.ts';
import {
  checkEmail,
  checkName,
  checkPassword,
  checkRole,
  checkStatus,
  invitationLifeMs,
} from './rules.ts';
import { drawSecret, hashSecret, isSecret } from './secrets.ts';
import type { Edits, Store } from './store.ts';
import { type Tables, toAccount, type UserRow } from './tables.ts';
import { revokeTokensOf } from './tokens.ts';

type People = Pick<
  Accounts,
  'list' | 'find' | 'createFirst' | 'invite' | 'inviteAgain' | 'acceptInvitation' | 'change'
>;

export function peopleOf({ store, library, attempt, nowMs, random }: Parts): People {
  const newInvitation = async (edits: Edits, accountId: string) => {
    const invitation = drawSecret('wi_', random);
    const row = {
      accountId,
      hash: hashSecret(invitation),
      expiresAtMs: nowMs() + invitationLifeMs,
    };
    await edits.replaceInto('invitation').values(row).execute();
    return { invitation, expiresAtMs: row.expiresAtMs };
  };
  return {
    async list() {
      const db = await store();
      const rows = await db
        .selectFrom('user')
        .selectAll()
        .orderBy('createdAt')
        .orderBy('id')
        .execute();
      return rows.map(toAccount);
    },
    async find(id) {
      const row = await findUser(await store(), id);
      return row && toAccount(row);
    },
    async createFirst(first) {
      const owner = { email: checkEmail(first.email), name: checkName(first.name) };
      const password = checkPassword(first.password, owner);
      const db = await store();
      await refuseAny(db);
      const hash = await (await library()).hashPassword(password);
      return db.transaction().execute(async (edits) => {
        await refuseAny(edits);
        const user = newUser({ ...owner, role: 'admin', status: 'active' }, nowMs());
        await edits.insertInto('user').values(user).execute();
        await setPassword(edits, { accountId: user.id, hash, atMs: nowMs() });
        return toAccount(user);
      });
    },
    async invite(invited) {
      const owner = { email: checkEmail(invited.email), name: checkName(invited.name) };
      const user = newUser({ ...owner, role: checkRole(invited.role), status: 'invited' }, nowMs());
      return (await store()).transaction().execute(async (edits) => {
        const taken = edits.selectFrom('user').select('id').where('email', '=', user.email);
        if (await taken.executeTakeFirst()) throw new AccountError('conflict', emailTaken);
        await edits.insertInto('user').values(user).execute();
        return { account: toAccount(user), ...(await newInvitation(edits, user.id)) };
      });
    },
    async inviteAgain(id) {
      return (await store()).transaction().execute(async (edits) => {
        const user = await setUser(edits, id, { status: 'invited', twoFactorEnabled: 0 });
        await edits.deleteFrom('account').where('userId', '=', id).execute();
        await edits.deleteFrom('twoFactor').where('userId', '=', id).execute();
        await shutOut(edits, id, nowMs());
        return { account: toAccount(user), ...(await newInvitation(edits, id)) };
      });
    },
    acceptInvitation({ invitation, password }, origin) {
      return attempt({ bucket: 'invitation', origin }, async () => {
        const invited = await findInvited(await store(), { invitation, nowMs: nowMs() });
        const accepted = checkPassword(password, invited);
        const hash = await (await library()).hashPassword(accepted);
        return (await store()).transaction().execute(async (edits) => {
          await findInvited(edits, { invitation, nowMs: nowMs() });
          await shutOut(edits, invited.id, nowMs());
          await setPassword(edits, { accountId: invited.id, hash, atMs: nowMs() });
          return toAccount(await setUser(edits, invited.id, { status: 'active' }));
        });
      });
    },
    async change(id, change) {
      return (await store()).transaction().execute(async (edits) => {
        const before = await expectUser(edits, id);
        const role = change.role === undefined ? before.role : checkRole(change.role);
        const status = change.status === undefined ? before.status : checkStatus(change.status);
        if (role === before.role && status === before.status) return toAccount(before);
        const isEntering = status === 'active' && before.status !== 'active';
        if (isEntering && !(await hasPassword(edits, id)))
          throw new AccountError('conflict', notTakenUp);
        const after = await setUser(edits, id, { role, status });
        await shutOut(edits, id, nowMs());
        return toAccount(after);
      });
    },
  };
}

function newUser(made: Pick<UserRow, 'email' | 'name' | 'role' | 'status'>, atMs: number): UserRow {
  const at = new Date(atMs).toISOString();
  return {
    id: randomUUID(),
    ...made,
    emailVerified: 0,
    createdAt: at,
    updatedAt: at,
    twoFactorEnabled: 0,
  };
}

function findUser(db: Store, id: string): Promise<UserRow | undefined> {
  return db.selectFrom('user').selectAll().where('id', '=', id).executeTakeFirst();
}

async function expectUser(db: Store, id: string): Promise<UserRow> {
  const user = await findUser(db, id);
  if (user === undefined) throw new AccountError('not-found', noAccount);
  return user;
}

async function refuseAny(db: Store): Promise<void> {
  const any = await db.selectFrom('user').select('id').limit(1).executeTakeFirst();
  if (any !== undefined) throw new AccountError('conflict', notTheFirst);
}

/** Changes a row, unless nobody would be left who can sign in and change it back. */
async function setUser(
  edits: Edits,
  id: string,
  set: Partial<Pick<UserRow, 'role' | 'status' | 'twoFactorEnabled'>>,
): Promise<UserRow> {
  const hadAdmin = await hasAdmin(edits);
  await edits.updateTable('user').set(set).where('id', '=', id).execute();
  if (hadAdmin && !(await hasAdmin(edits))) throw new AccountError('conflict', lastAdmin);
  return expectUser(edits, id);
}

/** Whether there is an admin who can sign in. */
async function hasAdmin(db: Store): Promise<boolean> {
  const admin = await db
    .selectFrom('user')
    .innerJoin('account', 'account.userId', 'user.id')
    .select('user.id')
    .where('user.role', '=', 'admin')
    .where('user.status', '=', 'active')
    .where('account.password', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return admin !== undefined;
}

async function hasPassword(db: Store, id: string): Promise<boolean> {
  const credentials = db.selectFrom('account').select('id').where('userId', '=', id);
  return (await credentials.where('password', 'is not', null).executeTakeFirst()) !== undefined;
}

/** Ends what somebody can still do: sessions, invitations, and the tokens that they made. */
async function shutOut(edits: Edits, id: string, atMs: number): Promise<void> {
  await edits.deleteFrom('session').where('userId', '=', id).execute();
  await edits.deleteFrom('invitation').where('accountId', '=', id).execute();
  await revokeTokensOf(edits, { accountId: id, atMs });
}

async function findInvited(
  db: Store,
  sought: { readonly invitation: string; readonly nowMs: number },
): Promise<UserRow> {
  const { invitation, nowMs } = sought;
  const user = isSecret('wi_', invitation)
    ? await db
        .selectFrom('invitation')
        .innerJoin('user', 'user.id', 'invitation.accountId')
        .selectAll('user')
        .where('invitation.hash', '=', hashSecret(invitation))
        .where('invitation.expiresAtMs', '>', nowMs)
        .where('user.status', '=', 'invited')
        .executeTakeFirst()
    : undefined;
  if (user === undefined) throw new SignInRefused('bad-credentials');
  return user;
}

async function setPassword(
  edits: Edits,
  made: { readonly accountId: string; readonly hash: string; readonly atMs: number },
): Promise<void> {
  const at = new Date(made.atMs).toISOString();
  const row: Tables['account'] = {
    id: randomUUID(),
    accountId: made.accountId,
    providerId: 'credential',
    userId: made.accountId,
    password: made.hash,
    createdAt: at,
    updatedAt: at,
  };
  await edits.insertInto('account').values(row).execute();
}

const emailTaken =
  'There is an account with this e-mail address. Change that one, or invite it again.';
const notTheFirst = 'There is an account already. Let an admin invite the next one.';
const noAccount = 'There is no such account. List the accounts for their ids.';
const lastAdmin = 'Nobody would be left as an active admin. Make another one first.';
const notTakenUp =
  'This account has no password: its invitation was not taken up. Invite it again.';
