import type { AdminBody, AdminSchemas } from '@whorl/contract/admin';
import { answerOf } from '../admin/client.ts';
import { type AdminOptions, withAdmin } from '../admin/with-admin.ts';
import { type Listing, list } from '../list.ts';
import { quoted, retyped } from '../retyped.ts';
import { readSecret } from '../secrets.ts';
import { tell, tellAside, tellNext } from '../tell.ts';
import type { Terminal } from '../terminal.ts';
import { minuteOf } from '../visible.ts';

type Account = AdminSchemas['Account'];

const listing: Listing<Account> = {
  event: 'account',
  columns: [
    { title: 'role', of: ({ role }) => role },
    { title: 'status', of: ({ status }) => status },
    { title: 'totp', of: ({ hasTotp }) => (hasTotp ? 'yes' : 'no') },
    { title: 'e-mail', of: ({ email }) => email },
    { title: 'name', of: ({ name }) => name },
  ],
  none: 'There are no accounts yet. `npx whorl admin create` makes the first admin.',
};

/** Lists the people who may sign in. */
export const listAccounts = (options: AdminOptions, terminal: Terminal): Promise<void> =>
  withAdmin({ ...options, terminal }, async ({ api }) => {
    const { accounts } = await answerOf(api.GET('/v1/accounts'));
    list({ rows: accounts, ...listing }, terminal);
  });

/** What `whorl admin create` was told. */
export interface FirstAdminOptions extends AdminOptions {
  readonly email: string;
  readonly name: string;
  readonly passwordFile?: string;
}

/** Makes the first admin, as the owner of the data folder. */
export async function createFirstAdmin(
  options: FirstAdminOptions,
  terminal: Terminal,
): Promise<void> {
  const { email, name, passwordFile } = options;
  const password = await readSecret({ secret: 'password', file: passwordFile, isNew: true });
  const manner = { terminal, as: 'owner', makesFolder: true } as const;
  await withAdmin({ ...options, ...manner }, async ({ api }) => {
    const body = { email, name, password };
    const account = await answerOf(api.POST('/v1/accounts/first', { body }));
    terminal.emit('account', { ...account });
    tell(`${account.email} is the first admin.`, terminal);
    tellNext({ commands: [loginAs(account, options)] }, terminal);
  });
}

const loginAs = ({ email }: Account, options: AdminOptions): string =>
  retyped(`login --email ${quoted(email)}`, options);

/** What `whorl account invite` was told. */
export type InviteOptions = AdminOptions & AdminBody<'account.invite'>;

/** Invites somebody. The invitation alone goes to standard output, fit for a file. */
export async function inviteAccount(options: InviteOptions, terminal: Terminal): Promise<void> {
  const { email, name, role } = options;
  await withAdmin({ ...options, terminal }, async ({ api }) => {
    const made = await answerOf(api.POST('/v1/accounts', { body: { email, name, role } }));
    terminal.emit('invitation', { ...made });
    const { account, invitation, expiresAt } = made;
    const until = minuteOf(expiresAt);
    tellAside(`${account.email} is invited as ${account.role}, until ${until}.`, terminal);
    tellAside(handling, terminal);
    terminal.write(`${invitation}\n`);
  });
}

const handling =
  'Give this invitation to them and nobody else; it is shown once. They type `npx whorl invitation accept`, and choose a password.';

/** What is changed of an account. */
export interface AccountChangeOptions extends AdminOptions {
  readonly account: string;
  readonly change: AdminBody<'account.change'>;
}

/** Changes a role, suspends somebody or lets them in again. */
export async function changeAccount(
  options: AccountChangeOptions,
  terminal: Terminal,
): Promise<void> {
  await withAdmin({ ...options, terminal }, async ({ api }) => {
    const params = { path: { account: options.account } };
    const body = options.change;
    const account = await answerOf(api.PATCH('/v1/accounts/{account}', { params, body }));
    terminal.emit('account', { ...account });
    const { email, role, status } = account;
    tell(`${email}: ${role}, ${status}. Their sessions and tokens have ended.`, terminal);
  });
}

/** What `whorl invitation accept` was told. */
export interface AcceptOptions extends AdminOptions {
  readonly invitationFile?: string;
  readonly passwordFile?: string;
}

/** Takes an invitation up by setting a password. */
export async function acceptInvitation(options: AcceptOptions, terminal: Terminal): Promise<void> {
  const { invitationFile, passwordFile } = options;
  const invitation = (await readSecret({ secret: 'invitation', file: invitationFile })).trim();
  const password = await readSecret({ secret: 'password', file: passwordFile, isNew: true });
  await withAdmin({ ...options, terminal, as: 'stranger' }, async ({ api }) => {
    const body = { invitation, password };
    const account = await answerOf(api.POST('/v1/invitations/acceptance', { body }));
    terminal.emit('account', { ...account });
    tell(`Welcome, ${account.name}: you are ${account.role} here.`, terminal);
    tellNext({ commands: [loginAs(account, options)] }, terminal);
  });
}
