/** Tokens of programs. None of it needs the library. */
import { randomUUID } from 'node:crypto';
import { AccountError, type Accounts, roles } from '../accounts.ts';
import type { Parts } from './parts.ts';
import { checkToken } from './rules.ts';
import { drawSecret, hashSecret, isSecret } from './secrets.ts';
import type { Edits } from './store.ts';
import { type TokenRow, toToken } from './tables.ts';

type Tokens = Pick<Accounts, 'createToken' | 'findToken' | 'listTokens' | 'revokeToken'>;

export function tokensOf({ store, nowMs, random }: Parts): Tokens {
  return {
    async createToken(wanted) {
      const made = checkToken(wanted, nowMs());
      const token = drawSecret('wt_', random);
      const row: TokenRow = {
        ...made,
        id: randomUUID(),
        hash: hashSecret(token),
        environments: made.environments.join(','),
        projectId: made.projectId ?? null,
        createdAtMs: nowMs(),
        revokedAtMs: null,
      };
      await (await store()).transaction().execute(async (edits) => {
        await expectMaker(edits, row);
        await edits.insertInto('token').values(row).execute();
      });
      return { record: toToken(row), token };
    },
    async findToken(token) {
      if (!isSecret('wt_', token)) return undefined;
      const row = await (await store())
        .selectFrom('token')
        .selectAll()
        .where('hash', '=', hashSecret(token))
        .where('revokedAtMs', 'is', null)
        .where('expiresAtMs', '>', nowMs())
        .executeTakeFirst();
      return row && toToken(row);
    },
    async listTokens() {
      const tokens = (await store()).selectFrom('token').selectAll();
      const rows = await tokens.orderBy('createdAtMs').orderBy('id').execute();
      return rows.map(toToken);
    },
    async revokeToken(id) {
      const db = await store();
      const known = db.selectFrom('token').select('id').where('id', '=', id);
      if (!(await known.executeTakeFirst())) throw new AccountError('not-found', noToken);
      const revoked = db.updateTable('token').set({ revokedAtMs: nowMs() });
      await revoked.where('id', '=', id).where('revokedAtMs', 'is', null).execute();
    },
  };
}

/** Ends the tokens that an account made. */
export async function revokeTokensOf(
  edits: Edits,
  { accountId, atMs }: { readonly accountId: string; readonly atMs: number },
): Promise<void> {
  const revoked = edits.updateTable('token').set({ revokedAtMs: atMs });
  const theirs = revoked.where('createdBy', '=', accountId);
  await theirs.where('revokedAtMs', 'is', null).execute();
}

/** The owner of the data folder is no account, and may do as an admin. */
const operatingSystemUser = /^os:/;

/** Nobody hands on more than they may do themselves; who was suspended a moment ago hands on nothing. */
async function expectMaker(
  edits: Edits,
  { createdBy, role }: Pick<TokenRow, 'createdBy' | 'role'>,
): Promise<void> {
  if (operatingSystemUser.test(createdBy)) return;
  const maker = await edits
    .selectFrom('user')
    .select('role')
    .where('id', '=', createdBy)
    .where('status', '=', 'active')
    .executeTakeFirst();
  if (maker === undefined) throw new AccountError('invalid', noMaker);
  if (roles.indexOf(role) > roles.indexOf(maker.role)) throw new AccountError('invalid', tooMuch);
}

const noToken = 'There is no such token. List the tokens for their ids.';
const noMaker = 'A token is made by an account that is active.';
const tooMuch = 'A token may do no more than the account that makes it. Give it a weaker role.';
