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

/** The parts that are files: the option that names another, and the demo's own. */
const parts = {
  cert: { flag: '--cert', demoFile: 'client.pem' },
  key: { flag: '--key', demoFile: 'client.key' },
  ca: { flag: '--ca', demoFile: 'ca.pem' },
  requestKey: { flag: '--request-key', demoFile: 'request-key.pem' },
  responseKey: { flag: '--response-key', demoFile: 'response-key.pem' },
} as const;

type Part = keyof typeof parts;

/**
 * The demo credentials of the data folder, with every part that a flag names taken from there.
 *
 * @throws UsageError for a file that cannot be read, with what to do about it
 */
export async function readCredentials(flags: CredentialFlags): Promise<Credentials> {
  const baseUrl = flags.baseUrl ?? (await readDemoUrl(flags.data));
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

/** One file of the credentials, from its flag or from the demo folder. @throws UsageError */
export function readCredentialFile(flags: CredentialFlags, part: Part): Promise<string> {
  const { flag, demoFile } = parts[part];
  const path = flags[part];
  return path === undefined ? readDemo(flags.data, demoFile) : readNamed(flag, path);
}

async function readDemo(data: string, name: string): Promise<string> {
  const path = resolve(data, 'demo', name);
  return readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const cure =
      'Demo credentials are made by `npx whorl start`; `--data DIR` says where its folder is.';
    throw new UsageError(`${path} ${reasonOf(cause)}. ${cure}`, { cause });
  });
}

async function readDemoUrl(data: string): Promise<string> {
  const baseUrl = baseUrlOf(await readDemo(data, 'config.json'));
  if (baseUrl !== undefined) return baseUrl;
  const path = join(data, 'demo', 'config.json');
  throw new UsageError(
    `${path} names no baseUrl. \`npx whorl start\` writes it; --base-url goes without.`,
  );
}

function baseUrlOf(config: string): string | undefined {
  try {
    const { baseUrl } = JSON.parse(config) as { baseUrl?: unknown };
    return typeof baseUrl === 'string' ? baseUrl : undefined;
  } catch {
    return undefined;
  }
}
