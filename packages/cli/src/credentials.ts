import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { UsageError } from './exit-codes.ts';
import { readNamed, reasonOf } from './read-text.ts';

/** Everything a caller needs: where to call, who one is, and the two keys of the envelope. */
export interface Credentials {
  readonly baseUrl: string;
  readonly tls: { readonly cert: string; readonly key: string; readonly ca?: string };
  /** The public Client Encryption Key: requests are encrypted to it. */
  readonly requestKey: string;
  /** The private response key: answers are decrypted with it. */
  readonly responseKey: string;
}

/** Flags that name a folder of credentials, or replace a part of it; each a path but for the URL. */
export interface CredentialFlags {
  readonly data: string;
  /** A folder as `whorl credential` and `whorl key` write it; the demo's without. */
  readonly credentials?: string;
  readonly baseUrl?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly ca?: string;
  readonly requestKey?: string;
  readonly responseKey?: string;
}

const issued = '`npx whorl credential issue` writes it';
const paired = '`npx whorl key create` writes it';

/** The parts that are files: the option that names another, the name in a folder, and who writes it. */
const parts = {
  cert: { flag: '--cert', name: 'client.pem', origin: issued },
  key: {
    flag: '--key',
    name: 'client.key',
    origin: `${issued}; of a certificate that you requested, the key is yours`,
  },
  ca: { flag: '--ca', name: 'ca.pem', origin: issued },
  requestKey: { flag: '--request-key', name: 'request-key.pem', origin: paired },
  responseKey: {
    flag: '--response-key',
    name: 'response-key.pem',
    origin: `${paired}; of a response key that you brought, the private half is yours`,
  },
} as const;

type Part = keyof typeof parts;

/**
 * The credentials of a folder, or the demo's, with every part that a flag names taken from there.
 *
 * @throws UsageError for a file that cannot be read, with what to do about it
 */
export async function readCredentials(flags: CredentialFlags): Promise<Credentials> {
  const baseUrl = flags.baseUrl ?? (await readBaseUrl(flags));
  const read = (part: Part) => readCredentialFile(flags, part);
  const [cert, key, requestKey, responseKey] = await Promise.all([
    read('cert'),
    read('key'),
    read('requestKey'),
    read('responseKey'),
  ]);
  const tls = trustsSystem(flags) ? { cert, key } : { cert, key, ca: await read('ca') };
  return { baseUrl, tls, requestKey, responseKey };
}

/** An address and a certificate of one's own are those of a public host. */
const trustsSystem = ({ ca, baseUrl, cert }: CredentialFlags): boolean =>
  ca === undefined && baseUrl !== undefined && cert !== undefined;

/** One file of the credentials, from its flag or from their folder. @throws UsageError */
export function readCredentialFile(flags: CredentialFlags, part: Part): Promise<string> {
  const { flag, name, origin } = parts[part];
  const path = flags[part];
  if (path !== undefined) return readNamed(flag, path);
  return readFrom(flags, { name, cure: `${origin}. ${flag} names another.` });
}

const folderOf = ({ credentials, data }: CredentialFlags): string =>
  credentials ?? join(data, 'demo');

const demoCure =
  'Demo credentials are made by `npx whorl start`; `--data DIR` says where its folder is.';

async function readFrom(
  flags: CredentialFlags,
  { name, cure }: { readonly name: string; readonly cure: string },
): Promise<string> {
  const path = resolve(folderOf(flags), name);
  return readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const advice = flags.credentials === undefined ? demoCure : cure;
    throw new UsageError(`${path} ${reasonOf(cause)}. ${advice}`, { cause });
  });
}

async function readBaseUrl(flags: CredentialFlags): Promise<string> {
  const cure = `${issued}. --base-url goes without.`;
  const baseUrl = baseUrlOf(await readFrom(flags, { name: 'config.json', cure }));
  if (baseUrl !== undefined) return baseUrl;
  const path = join(folderOf(flags), 'config.json');
  const demo = flags.credentials === undefined ? '`npx whorl start` writes it; ' : '';
  throw new UsageError(`${path} names no baseUrl. ${demo}--base-url goes without.`);
}

function baseUrlOf(config: string): string | undefined {
  try {
    const { baseUrl } = JSON.parse(config) as { baseUrl?: unknown };
    return typeof baseUrl === 'string' ? baseUrl : undefined;
  } catch {
    return undefined;
  }
}
