import { type Asker, openAsker } from './ask.ts';
import { UsageError } from './exit-codes.ts';
import { readNamed, withoutLineEnd } from './read-text.ts';

/** Where a secret comes from: a file, the environment, or whoever sits at the terminal. */
interface SecretRow {
  readonly what: string;
  /** The option that names a file. */
  readonly flag?: string;
  readonly variable: string;
}

/** One row for each secret that is ever asked for. None is an argument: see secret-arguments.ts. */
export const secretRows = {
  password: { what: 'Password', flag: '--password-file', variable: 'WHORL_PASSWORD' },
  newPassword: {
    what: 'New password',
    flag: '--new-password-file',
    variable: 'WHORL_NEW_PASSWORD',
  },
  passphrase: { what: 'Passphrase', flag: '--passphrase-file', variable: 'WHORL_PASSPHRASE' },
  invitation: { what: 'Invitation', flag: '--invitation-file', variable: 'WHORL_INVITATION' },
  totp: { what: 'Code from the authenticator', variable: 'WHORL_TOTP' },
} as const satisfies Record<string, SecretRow>;

/** What is asked for. */
export interface SecretOptions {
  readonly secret: keyof typeof secretRows;
  /** The file, where its option was given. */
  readonly file?: string | undefined;
  /** A new one is asked for twice. */
  readonly isNew?: boolean;
  readonly environment?: NodeJS.ProcessEnv;
  readonly asker?: Asker | undefined;
}

/**
 * Reads a secret: from its file, else from the environment, else from the terminal.
 *
 * @throws UsageError where there is none of them, or what is there is empty
 */
export async function readSecret(options: SecretOptions): Promise<string> {
  const { secret, file, environment = process.env, asker = openAsker() } = options;
  const { what, flag, variable }: SecretRow = secretRows[secret];
  if (file !== undefined) return readSecretFile(flag ?? '', file);
  const given = environment[variable];
  if (given !== undefined && given !== '') return given;
  if (asker !== undefined) return askSecret(asker, options);
  const ways = [flag && `a file with ${flag}`, `the variable ${variable}`].filter(Boolean);
  throw new UsageError(`${what}: give ${ways.join(', or ')}; there is no terminal to ask on.`);
}

async function readSecretFile(flag: string, path: string): Promise<string> {
  const secret = withoutLineEnd(await readNamed(flag, path));
  if (secret !== '') return secret;
  throw new UsageError(`${flag}: ${path} is empty.`);
}

async function askSecret(asker: Asker, { secret, isNew }: SecretOptions): Promise<string> {
  const { what } = secretRows[secret];
  const typed = await asker.secret(`${what}:`);
  if (typed === '') throw new UsageError(`${what}: nothing was typed.`);
  if (isNew === true && (await asker.secret(`${what} again:`)) !== typed)
    throw new UsageError('The two differ. Nothing was done.');
  return typed;
}
