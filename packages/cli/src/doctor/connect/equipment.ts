import type { PemIdentity, PfxIdentity } from '@whorl/client';
import {
  type CredentialFlags,
  type CredentialPart,
  credentialFolder,
  readCredentialFile,
  readCredentials,
} from '../../credentials.ts';
import { UsageError } from '../../exit-codes.ts';
import { readNamedBytes } from '../../read-text.ts';
import { isFolder } from '../read-files.ts';
import { readStorePassword } from '../store-password.ts';

/** What a walk has with it, as far as there is any of it. */
export interface Equipment {
  /** Where it is from, as the person knows it. */
  readonly source: string;
  readonly tls: PemIdentity | PfxIdentity | undefined;
  /** Authorities to trust, PEM; those of the platform without. */
  readonly ca: string | Uint8Array | undefined;
  readonly requestKey: string | undefined;
  readonly responseKey: string | undefined;
}

/** Likewise as flags; `baseUrl` is where the walk goes. */
export interface EquipmentFlags extends CredentialFlags {
  readonly baseUrl: string;
  /** Certificate and key as PKCS#12. */
  readonly keyStore?: string;
  readonly keyStorePasswordFile?: string;
}

/**
 * Reads the credentials of a kit, or the demo's on the way to this machine, or those alone that options name.
 *
 * @throws UsageError for a file that cannot be read
 */
export async function readEquipment(flags: EquipmentFlags): Promise<Equipment> {
  const { keyStore } = flags;
  const equipment = await readParts(flags);
  if (keyStore === undefined) return equipment;
  const pfx = await readNamedBytes('--key-store', keyStore);
  const passphrase = (await readStorePassword(keyStore, flags)) ?? '';
  return { ...equipment, tls: { pfx, passphrase, ...(equipment.ca && { ca: equipment.ca }) } };
}

async function readParts(flags: EquipmentFlags): Promise<Equipment> {
  const folder = credentialFolder(flags);
  const isThere = await isFolder(folder);
  if (!isThere && flags.credentials !== undefined)
    throw new UsageError(`--kit: ${folder} does not exist. \`npx whorl kit\` writes one.`);
  const isMeant = flags.credentials !== undefined || isHere(flags.baseUrl);
  if (!isThere || !isMeant) return readNamedParts(flags);
  const { tls, requestKey, responseKey } = await readCredentials(flags);
  return { source: folder, tls, ca: tls.ca, requestKey, responseKey };
}

/** The demo's certificate is not for the eyes of other services. */
function isHere(baseUrl: string): boolean {
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).hostname : '';
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host);
}

async function readNamedParts(flags: EquipmentFlags): Promise<Equipment> {
  const read = async (part: CredentialPart) =>
    flags[part] === undefined ? undefined : readCredentialFile(flags, part);
  const [cert, key, ca, requestKey, responseKey] = await Promise.all([
    read('cert'),
    read('key'),
    read('ca'),
    read('requestKey'),
    read('responseKey'),
  ]);
  const trust = ca === undefined ? {} : { ca };
  const tls = cert === undefined || key === undefined ? undefined : { cert, key, ...trust };
  return { source: 'the options', tls, ca, requestKey, responseKey };
}
