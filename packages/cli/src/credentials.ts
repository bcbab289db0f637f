import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandError } from './exit-codes.ts';

/** Everything a caller needs: where to call, who one is, and the two keys of the envelope. */
export interface Credentials {
  readonly baseUrl: string;
  readonly tls: { readonly cert: string; readonly key: string; readonly ca?: string };
  /** The public Client Encryption Key: requests are encrypted to it. */
  readonly requestKey: string;
  /** The private response key: answers are decrypted with it. */
  readonly responseKey: string;
}

/** Flags that replace a part of the demo credentials, each a path but for the URL. */
export interface CredentialFlags {
  readonly data: string;
  readonly baseUrl?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly ca?: string;
  readonly requestKey?: string;
  readonly responseKey?: string;
}

const demoFiles = {
  cert: 'client.pem',
  key: 'client.key',
  ca: 'ca.pem',
  requestKey: 'request-key.pem',
  responseKey: 'response-key.pem',
} as const;

type CredentialFile = keyof typeof demoFiles;

/**
 * The demo credentials of the data folder, with every part that a flag names taken from there.
 *
 * @throws CommandError `usage` for a file that cannot be read, with what to do about it
 */
export async function readCredentials(flags: CredentialFlags): Promise<Credentials> {
  const baseUrl = flags.baseUrl ?? (await readDemoUrl(flags.data));
  const read = (name: CredentialFile) => readCredentialFile(flags, name);
  const [cert, key, requestKey, responseKey] = await Promise.all([
    read('cert'),
    read('key'),
    read('requestKey'),
    read('responseKey'),
  ]);
  // A base URL of one's own without a CA is a public host: the system's authorities apply.
  const ca =
    flags.ca === undefined && flags.baseUrl !== undefined && flags.cert !== undefined
      ? undefined
      : await read('ca');
  return { baseUrl, tls: { cert, key, ...(ca !== undefined && { ca }) }, requestKey, responseKey };
}

/** One file of the credentials, from its flag or from the demo folder. */
export function readCredentialFile(flags: CredentialFlags, name: CredentialFile): Promise<string> {
  return readText(flags[name] ?? join(flags.data, 'demo', demoFiles[name]));
}

async function readDemoUrl(data: string): Promise<string> {
  const path = join(data, 'demo', 'config.json');
  const config: unknown = JSON.parse(await readText(path));
  if (typeof config === 'object' && config !== null && 'baseUrl' in config)
    return String(config.baseUrl);
  throw new CommandError('usage', `${path} names no baseUrl; give --base-url.`);
}

/** @throws CommandError `usage` */
export async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const reason = cause.code === 'ENOENT' ? 'does not exist' : `cannot be read (${cause.code})`;
    throw new CommandError(
      'usage',
      `${path} ${reason}. Demo credentials are made by \`whorl start\`; --data DIR says where they are.`,
      { cause },
    );
  });
}
