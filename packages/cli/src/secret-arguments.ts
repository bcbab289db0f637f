import { UsageError } from './exit-codes.ts';
import { secretRows } from './secrets.ts';

/** What people would type for a secret. */
const refused: Readonly<Record<string, keyof typeof secretRows | 'token'>> = {
  '--password': 'password',
  '--new-password': 'newPassword',
  '--passphrase': 'passphrase',
  '--invitation': 'invitation',
  '--totp': 'totp',
  '--token': 'token',
};

/**
 * Refuses a secret that was typed as an argument, before anything repeats it.
 *
 * @throws UsageError that says why, and does not quote it
 */
export function refuseSecretArguments(args: readonly string[]): void {
  refuseIdentity(args);
  const typed = args
    .map((arg) => arg.split('=', 1)[0] ?? '')
    .find((name) => Object.hasOwn(refused, name));
  const secret = typed === undefined ? undefined : refused[typed];
  if (secret === undefined) return;
  throw new UsageError(
    `A secret is not taken as an argument (${typed}): other users of this machine see arguments, and the shell keeps them. ${waysOf(secret)}`,
  );
}

function waysOf(secret: keyof typeof secretRows | 'token'): string {
  if (secret === 'token') return 'Put it into WHORL_TOKEN.';
  const row = secretRows[secret];
  const file = 'flag' in row ? `${row.flag} FILE, ` : '';
  return `Give ${file}${row.variable}, or nothing, to be asked.`;
}

/** Commands that are about somebody: what names them is asked for. */
const aboutSomebody = ['network show', 'network erase'];

/** The options of those commands that have a value. */
const valued = ['--project', '--environment', '--data', '--admin-url', '--admin-ca'];

/** @throws UsageError for whatever else was typed as a value */
function refuseIdentity(args: readonly string[]): void {
  if (!aboutSomebody.includes(args.slice(0, 2).join(' '))) return;
  const isIdentity = (arg: string, at: number): boolean => {
    if (arg.startsWith('-'))
      return arg.includes('=') && !valued.includes(arg.split('=', 1)[0] ?? '');
    return !valued.includes(args[at + 1] ?? '');
  };
  if (!args.slice(2).some(isIdentity)) return;
  throw new UsageError(
    'Whom it is about is not taken as an argument: other users of this machine see arguments, and the shell keeps them. Say only what it is, such as --email, and give it on standard input, or nothing, to be asked.',
  );
}
