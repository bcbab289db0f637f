import { access } from 'node:fs/promises';
import type { PemIdentity, PfxIdentity } from '@whorl/client';
import {
  type CredentialFlags,
  type CredentialPart,
  credentialFolder,
  readCredentialFile,
  readCredentials,
} from '../../credentials.ts';
import { UsageError } from '../../exit-codes.ts';

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

/**
 * Reads the credentials of a kit, or the demo's, or those alone that options name where there is neither.
 *
 * @throws UsageError for a file that cannot be read
 */
export async function readEquipment(flags: CredentialFlags): Promise<Equipment> {
  const folder = credentialFolder(flags);
  const isThere = await access(folder).then(
    () => true,
    () => false,
  );
  if (!isThere && flags.credentials !== undefined)
    throw new UsageError(`--kit: ${folder} does not exist. \`npx whorl kit\` writes one.`);
  if (!isThere) return readNamedParts(flags);
  const { tls, requestKey, responseKey } = await readCredentials(flags);
  return { source: folder, tls, ca: tls.ca, requestKey, responseKey };
}

async function readNamedParts(flags: CredentialFlags): Promise<Equipment> {
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
