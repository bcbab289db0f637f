import { AdminRefusal, type OperationId } from '@whorl/contract/admin';
import type { Account, Accounts } from '../../../accounts/accounts.ts';
import { findProject } from '../../../environment/projects.ts';
import { accountOf } from '../actor.ts';
import type { Asked, Handler } from '../asked.ts';
import { note } from '../note.ts';
import { viewAccount, viewInvitation, viewToken } from '../views.ts';

const dayMs = 24 * 60 * 60_000;

/** People, and the tokens of their programs. */
export const accountHandlers: {
  readonly [Id in Extract<OperationId, `account.${string}` | `token.${string}`>]: Handler<Id>;
} = {
  'account.list': async ({ house }) => ({
    accounts: (await house.accounts.list()).map(viewAccount),
  }),
  async 'account.invite'(asked) {
    const invited = await asked.house.accounts.invite(asked.body);
    const { id: target, role } = invited.account;
    await note(asked, 'account.invite', { target, details: { role } });
    return viewInvitation(invited);
  },
  async 'account.invite-again'(asked) {
    const { accounts } = asked.house;
    const { id } = await findAccount(accounts, asked.parameters.account ?? '');
    const invited = await accounts.inviteAgain(id);
    await note(asked, 'account.invite-again', { target: id });
    return viewInvitation(invited);
  },
  async 'account.create-first'(asked) {
    const account = await asked.house.accounts.createFirst(asked.body);
    const { id: target, role } = account;
    await note(asked, 'account.create-first', { target, details: { role } });
    return viewAccount(account);
  },
  async 'account.change'(asked) {
    const { accounts } = asked.house;
    const { id } = await findAccount(accounts, asked.parameters.account ?? '');
    const { role, status } = asked.body;
    const change = { ...(role && { role }), ...(status && { status }) };
    const account = await accounts.change(id, change);
    await note(asked, 'account.change', { target: id, details: change });
    return viewAccount(account);
  },
  'token.list': async ({ house }) => ({
    tokens: (await house.accounts.listTokens()).map((token) =>
      viewToken(token, house.clock.nowMs()),
    ),
  }),
  async 'token.create'(asked) {
    const { house, body } = asked;
    const { name, role, environments = ['sandbox'], validDays = 90 } = body;
    const made = await house.accounts.createToken({
      name,
      role,
      environments,
      createdBy: accountOf(asked.asker) ?? asked.actor,
      expiresAtMs: house.clock.nowMs() + validDays * dayMs,
      ...(await scopeOf(asked)),
    });
    await note(asked, 'token.create', { target: made.record.id, details: { role } });
    return { record: viewToken(made.record, house.clock.nowMs()), token: made.token };
  },
  async 'token.revoke'(asked) {
    const id = asked.parameters.token ?? '';
    await asked.house.accounts.revokeToken(id);
    await note(asked, 'token.revoke', { target: id });
    return undefined;
  },
};

async function scopeOf({
  house,
  body,
}: Asked<'token.create'>): Promise<{ readonly projectId?: string }> {
  if (body.project === undefined) return {};
  const environment = house.environment(body.environments?.[0] ?? 'sandbox');
  if (environment === undefined)
    throw new AdminRefusal('not-found', 'Production was not set up: `whorl production init`.');
  return { projectId: (await findProject(environment.registry, body.project)).id };
}

/** By its id or its e-mail address. @throws AdminRefusal */
export async function findAccount(accounts: Accounts, named: string): Promise<Account> {
  const wanted = named.toLowerCase();
  const account = (await accounts.list()).find(({ id, email }) => id === named || email === wanted);
  if (account !== undefined) return account;
  throw new AdminRefusal('not-found', 'There is no such account. `whorl account list` has them.');
}
