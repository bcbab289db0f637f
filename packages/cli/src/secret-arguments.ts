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
