import { type Command, Option } from 'commander';
import type { AdminOptions } from '../admin/with-admin.ts';
import type { TokenOptions } from '../commands/token.ts';
import type { Terminal } from '../terminal.ts';
import { addNoun, addVerb } from './noun.ts';
import { collectedEnvironment, wholeNumber, withDoor } from './options.ts';

const roles = ['viewer', 'analyst', 'developer', 'key-custodian'];
const maxDays = 365;

/** Tokens for programs. */
export function addToken(program: Command, terminal: Terminal): void {
  const token = addNoun(program, 'token', 'tokens for programs');
  addCreate(token, terminal);
  addList(token, terminal);
  addRevoke(token, terminal);
}

function addCreate(token: Command, terminal: Terminal): void {
  const command = addVerb(token, {
    usage: 'create <name>',
    summary: 'make a token for a program',
    help: `
Examples:
  npx whorl token create ci --role developer --project shop > ci.token
  npx whorl token create pager --role viewer --environment sandbox \\
    --environment production --days 30
  WHORL_TOKEN="$(cat ci.token)" npx whorl credential list --project shop

The token alone goes to standard output, and is shown once. No token approves.

Event with --json: token-made.`,
  })
    .addOption(new Option('--role <role>', 'what it may do').choices(roles).makeOptionMandatory())
    .addOption(
      new Option(
        '--environment <name>',
        'where it is good; repeatable (default: sandbox)',
      ).argParser(collectedEnvironment),
    )
    .option('--project <name>', 'the one project it is good for (default: every one)')
    .addOption(
      new Option('--days <n>', 'how long it is good')
        .default(90)
        .argParser(wholeNumber(1, maxDays)),
    );
  withDoor(command).action(async (name: string, options: Omit<TokenOptions, 'name'>) => {
    const { createToken } = await import('../commands/token.ts');
    await createToken({ ...options, name }, terminal);
  });
}

function addList(token: Command, terminal: Terminal): void {
  const command = addVerb(token, {
    usage: 'list',
    summary: 'list tokens, those that are over as well',
    help: `
Examples:
  npx whorl token list

Event with --json, for each: token.`,
  });
  withDoor(command).action(async (options: AdminOptions) => {
    const { listTokens } = await import('../commands/token.ts');
    await listTokens(options, terminal);
  });
}

function addRevoke(token: Command, terminal: Terminal): void {
  const command = addVerb(token, {
    usage: 'revoke <id>',
    summary: 'revoke a token, effective at once',
    help: `
Examples:
  npx whorl token list
  npx whorl token revoke 0f3c9d52-…

Event with --json: token-revoked.`,
  });
  withDoor(command).action(async (id: string, options: AdminOptions) => {
    const { revokeToken } = await import('../commands/token.ts');
    await revokeToken({ ...options, token: id }, terminal);
  });
}
