import { type Command, Option } from 'commander';
import type { AdminOptions } from '../admin/with-admin.ts';
import type {
  AcceptOptions,
  AccountChangeOptions,
  FirstAdminOptions,
  InviteOptions,
} from '../commands/account.ts';
import type { Terminal } from '../terminal.ts';
import { addNoun, addVerb } from './noun.ts';
import { withDoor } from './options.ts';

const roles = ['viewer', 'analyst', 'developer', 'key-custodian', 'security-officer', 'admin'];

/** Who may sign in. */
export function addPeople(program: Command, terminal: Terminal): void {
  addFirstAdmin(addNoun(program, 'admin', 'the first admin'), terminal);
  const account = addNoun(program, 'account', 'people who may sign in');
  addAccountList(account, terminal);
  addAccountInvite(account, terminal);
  changes.forEach(addAccountChange(account, terminal));
  addInvitation(addNoun(program, 'invitation', 'take up an invitation'), terminal);
}

function addFirstAdmin(admin: Command, terminal: Terminal): void {
  const command = addVerb(admin, {
    usage: 'create',
    summary: 'make the first admin, where there is no account yet',
    help: `
Examples:
  npx whorl admin create --email ada@example.com --name 'Ada Lovelace'

It takes the owner of the data folder, on the machine itself. The password is read
from --password-file, else WHORL_PASSWORD, else asked twice.

Event with --json: account.`,
  })
    .requiredOption('--email <address>', 'what they sign in with')
    .requiredOption('--name <name>', 'what they are called')
    .option('--password-file <file>', 'file with their password');
  withDoor(command).action(async (options: FirstAdminOptions) => {
    const { createFirstAdmin } = await import('../commands/account.ts');
    await createFirstAdmin(options, terminal);
  });
}

function addAccountList(account: Command, terminal: Terminal): void {
  const command = addVerb(account, {
    usage: 'list',
    summary: 'list accounts',
    help: `
Examples:
  npx whorl account list
  npx whorl account list --json | jq -r 'select(.role == "admin").email'

Event with --json, for each: account.`,
  });
  withDoor(command).action(async (options: AdminOptions) => {
    const { listAccounts } = await import('../commands/account.ts');
    await listAccounts(options, terminal);
  });
}

function addAccountInvite(account: Command, terminal: Terminal): void {
  const command = addVerb(account, {
    usage: 'invite <email>',
    summary: 'invite somebody',
    help: `
Examples:
  npx whorl account invite grace@example.com --name Grace --role viewer
  npx whorl account invite … --role security-officer > grace.invitation

The invitation alone goes to standard output; it is shown once, and is good for
seven days. Who brings it sets the password: \`npx whorl invitation accept\`.

Event with --json: invitation.`,
  })
    .requiredOption('--name <name>', 'what they are called')
    .addOption(
      new Option('--role <role>', 'what they may do').choices(roles).makeOptionMandatory(),
    );
  withDoor(command).action(async (email: string, options: Omit<InviteOptions, 'email'>) => {
    const { inviteAccount } = await import('../commands/account.ts');
    await inviteAccount({ ...options, email }, terminal);
  });
}

/** Commands that change one account; they differ in what. */
const changes = [
  {
    usage: 'set-role <account> <role>',
    summary: 'give somebody another role; ends their sessions and tokens',
    example: 'set-role grace@example.com key-custodian',
    change: (role: string) => ({ role }) as AccountChangeOptions['change'],
  },
  {
    usage: 'suspend <account>',
    summary: 'keep somebody out; ends their sessions and tokens',
    example: 'suspend grace@example.com',
    change: () => ({ status: 'suspended' }) as const,
  },
  {
    usage: 'activate <account>',
    summary: 'let somebody in again',
    example: 'activate grace@example.com',
    change: () => ({ status: 'active' }) as const,
  },
] as const;

const addAccountChange =
  (account: Command, terminal: Terminal) =>
  ({ usage, summary, example, change }: (typeof changes)[number]): void => {
    const help = `
Examples:
  npx whorl account ${example}

An account is named by its e-mail address or id. Event with --json: account.`;
    const command = withDoor(addVerb(account, { usage, summary, help }));
    command.action(async (name: string, ...others: unknown[]) => {
      const role = typeof others[0] === 'string' ? others[0] : '';
      const { changeAccount } = await import('../commands/account.ts');
      const options = command.opts<AdminOptions>();
      await changeAccount({ ...options, account: name, change: change(role) }, terminal);
    });
  };

function addInvitation(invitation: Command, terminal: Terminal): void {
  const command = addVerb(invitation, {
    usage: 'accept',
    summary: 'take up an invitation by choosing a password',
    help: `
Examples:
  npx whorl invitation accept --admin-url https://whorl.example.com:9443
  npx whorl invitation accept --invitation-file inv --password-file pass

Variables: WHORL_INVITATION, WHORL_PASSWORD. Event with --json: account.`,
  })
    .option('--invitation-file <file>', 'file with the invitation')
    .option('--password-file <file>', 'file with the password you choose');
  withDoor(command).action(async (options: AcceptOptions) => {
    const { acceptInvitation } = await import('../commands/account.ts');
    await acceptInvitation(options, terminal);
  });
}
