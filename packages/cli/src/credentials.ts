import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { PemIdentity, PfxIdentity } from '@whorl/client';
import type { EnvironmentName } from './admin/with-admin.ts';
import { isPath } from './configured-path.ts';
import { UsageError } from './exit-codes.ts';
import type { KitFiles } from './kit/kit-config.ts';
import { readNamed, reasonOf, withoutLineEnd } from './read-text.ts';

/** Everything a caller needs: where to call, who one is, and the two keys of the envelope. */
export interface Credentials {
  readonly baseUrl: string;
  /** From PEM files, or from PKCS#12 where a kit has nothing else. */
  readonly tls: PemIdentity | PfxIdentity;
  /** The public Client Encryption Key: requests are encrypted to it. */
  readonly requestKey: string;
  /** The private response key: answers are decrypted with it. */
  readonly responseKey: string;
}

/** Flags that name a folder of credentials, or replace a part of it; each a path but for the URL. */
export interface CredentialFlags {
  readonly data: string;
  /** A kit, or a folder as `whorl credential` and `whorl key` write it; the demo's without. */
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

/**
 * The parts that are files: the option that names another, what a kit calls it, its name in a folder that is none, and
 * who writes it.
 */
const parts = {
  cert: { flag: '--cert', member: 'certificate', name: 'client.pem', origin: issued },
  key: {
    flag: '--key',
    member: 'privateKey',
    name: 'client.key',
    origin: `${issued}; of a certificate that you requested, the key is yours`,
  },
  ca: { flag: '--ca', member: 'ca', name: 'ca.pem', origin: issued },
  requestKey: {
    flag: '--request-key',
    member: 'requestKey',
    name: 'request-key.pem',
    origin: paired,
  },
  responseKey: {
    flag: '--response-key',
    member: 'responseKey',
    name: 'response-key.pem',
    origin: `${paired}; of a response key that you brought, the private half is yours`,
  },
} as const;

/** A part of the credentials that is a file. */
export type CredentialPart = keyof typeof parts;

/**
 * The credentials of a folder, or the demo's, with every part that a flag names taken from there.
 *
 * @throws UsageError for a file that cannot be read, with what to do about it
 */
export async function readCredentials(flags: CredentialFlags): Promise<Credentials> {
  const baseUrl = flags.baseUrl ?? (await readBaseUrl(flags));
  // One after the other, so that of several that are missing it is always the same that is told.
  const tls = await readIdentity(flags);
  const requestKey = await readCredentialFile(flags, 'requestKey');
  const responseKey = await readCredentialFile(flags, 'responseKey');
  return { baseUrl, tls, requestKey, responseKey };
}

async function readIdentity(flags: CredentialFlags): Promise<PemIdentity | PfxIdentity> {
  const own = (await readKeyStore(flags)) ?? {
    cert: await readCredentialFile(flags, 'cert'),
    key: await readCredentialFile(flags, 'key'),
  };
  const ca = await readAuthorities(flags);
  return ca === undefined ? own : { ...own, ca };
}

/**
 * Authorities to trust for the server, PEM; nothing where the system's are meant.
 *
 * @throws UsageError
 */
export async function readAuthorities(flags: CredentialFlags): Promise<string | undefined> {
  const { files } = await readKitConfig(flags);
  const isPublic = isPublicHost(flags) || (files !== undefined && files.ca === undefined);
  return flags.ca === undefined && isPublic ? undefined : readCredentialFile(flags, 'ca');
}

/** An address and a certificate of one's own are those of a public host. */
const isPublicHost = ({ baseUrl, cert }: CredentialFlags): boolean =>
  baseUrl !== undefined && cert !== undefined;

/** Of a kit whose program reads its certificate and key from PKCS#12: the same is called with. */
async function readKeyStore(flags: CredentialFlags): Promise<StoreAndPassword | undefined> {
  const { files = {} } = await readKitConfig(flags);
  const { keyStore, keyStorePassword } = files;
  const isAsked = flags.cert === undefined && flags.key === undefined;
  if (!isAsked || keyStore === undefined) return undefined;
  return readStore(flags, { store: keyStore, password: keyStorePassword });
}

/** Likewise of its response key. */
async function readStoredResponseKey(flags: CredentialFlags): Promise<string | undefined> {
  const { files = {} } = await readKitConfig(flags);
  const { responseKey, responseKeyStore: store, responseKeyStorePassword: password } = files;
  if (responseKey !== undefined || store === undefined) return undefined;
  const { privateKeyOf } = await import('./stored-key.ts');
  return privateKeyOf(await readStore(flags, { store, password }), store);
}

type StoreAndPassword = Pick<PfxIdentity, 'pfx' | 'passphrase'>;

async function readStore(
  flags: CredentialFlags,
  { store, password }: { readonly store: string; readonly password: string | undefined },
): Promise<StoreAndPassword> {
  const pfx = await readBytes(flags, { name: store, cure: kitCure });
  const word = password && (await readFrom(flags, { name: password, cure: kitCure }));
  return { pfx, passphrase: withoutLineEnd(word ?? '') };
}

const kitCure = 'config.json names it';

/** One file of the credentials, from its flag or from their folder. @throws UsageError */
export async function readCredentialFile(
  flags: CredentialFlags,
  part: CredentialPart,
): Promise<string> {
  const { flag, member, name, origin } = parts[part];
  const path = flags[part];
  if (path !== undefined) return readNamed(flag, path);
  const stored = part === 'responseKey' ? await readStoredResponseKey(flags) : undefined;
  if (stored !== undefined) return stored;
  const { files } = await readKitConfig(flags);
  const cure = files?.[member] === undefined ? origin : kitCure;
  return readFrom(flags, {
    name: files?.[member] ?? name,
    cure: `${cure}. ${flag} names another.`,
  });
}

/** Where one file of the credentials is, an absolute path. */
export async function credentialPath(
  flags: CredentialFlags,
  part: CredentialPart,
): Promise<string> {
  const { member, name } = parts[part];
  const { files } = await readKitConfig(flags);
  const path = flags[part] ?? resolve(credentialFolder(flags), files?.[member] ?? name);
  return resolve(path);
}

/** Where the parts are taken from that no flag names. */
export const credentialFolder = ({ credentials, data }: CredentialFlags): string =>
  credentials ?? join(data, 'demo');

const demoCure =
  'Demo credentials are made by `npx whorl start`; `--data DIR` says where its folder is.';

interface Wanted {
  readonly name: string;
  readonly cure: string;
}

const readFrom = async (flags: CredentialFlags, wanted: Wanted): Promise<string> =>
  (await readBytes(flags, wanted)).toString('utf8');

async function readBytes(flags: CredentialFlags, { name, cure }: Wanted): Promise<Buffer> {
  const path = resolve(credentialFolder(flags), name);
  return readFile(path).catch((cause: NodeJS.ErrnoException) => {
    const advice = flags.credentials === undefined ? demoCure : cure;
    throw new UsageError(`${path} ${reasonOf(cause)}. ${advice}`, { cause });
  });
}

async function readBaseUrl(flags: CredentialFlags): Promise<string> {
  const name = 'config.json';
  const cure = `${issued}. --base-url goes without.`;
  const { baseUrl } = readConfig(await readFrom(flags, { name, cure }));
  if (baseUrl !== undefined) return baseUrl;
  const path = join(credentialFolder(flags), name);
  const demo = flags.credentials === undefined ? '`npx whorl start` writes it; ' : '';
  throw new UsageError(`${path} names no baseUrl. ${demo}--base-url goes without.`);
}

/** What is used of a config.json. */
interface Config {
  readonly baseUrl?: string;
  readonly environment?: EnvironmentName;
  /** Where its credentials are; without, they have the names that the other commands give them. */
  readonly files?: Partial<KitFiles>;
}

/** What a folder says of itself; of one without a config.json nothing is known. */
export const readKitConfig = (flags: CredentialFlags): Promise<Config> =>
  readFile(join(credentialFolder(flags), 'config.json'), 'utf8').then(readConfig, () => ({}));

/** @throws UsageError for a member that should be a path and is none */
function readConfig(text: string): Config {
  const { baseUrl, environment, files } = parseConfig(text);
  return {
    ...(typeof baseUrl === 'string' && { baseUrl }),
    ...((environment === 'sandbox' || environment === 'production') && { environment }),
    ...(typeof files === 'object' && files !== null && { files: readPaths(files) }),
  };
}

function parseConfig(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** What is no path is not told: it may be a key. */
function readPaths(files: object): Partial<KitFiles> {
  const texts = Object.entries(files).filter(([, path]) => typeof path === 'string');
  const [other] = texts.find(([, path]) => !isPath(path)) ?? [];
  if (other === undefined) return Object.fromEntries(texts);
  throw new UsageError(
    `config.json: files.${other} is not the path of a file. Put what is there into a file of its own, and name that.`,
  );
}
