/** Authorities as the registry keeps them: their keys wrapped, each change with its entry in the trail. */
import { createPrivateKey } from 'node:crypto';
import { describeCertificate, type Random, type Signer } from '../pki/certificate.ts';
import type { Keyring } from '../pki/keyring.ts';
import type {
  AuthorityRole,
  AuthorityRow,
  EnvironmentName,
  Registry,
  RegistryEdits,
} from '../registry/registry.ts';
import { authorityTold } from './told.ts';

/** What authorities are made with. */
export interface AuthorityOptions {
  readonly environment: EnvironmentName;
  readonly registry: Registry;
  readonly keyring: Keyring;
  /** The names and addresses that callers find the listener by. */
  readonly hosts: readonly string[];
  readonly nowMs: number;
  readonly random: Random;
}

/** The purpose that an authority's key is wrapped for. */
export const authorityPurpose = (sha256: string): string => `authority:${sha256}`;

/** What the names of an environment's authorities begin with. */
export const authorityLabel = (environment: EnvironmentName): string => `Whorl ${environment}`;

/** A row for what was just made. */
export function authorityRow(
  role: AuthorityRole,
  { certificate, privateKey }: Signer,
  { keyring, nowMs }: { readonly keyring: Keyring; readonly nowMs: number },
): AuthorityRow {
  const { sha256 } = describeCertificate(certificate);
  const pkcs8 = createPrivateKey(privateKey).export({ type: 'pkcs8', format: 'der' });
  return {
    role,
    sha256,
    status: 'current',
    certificatePem: certificate,
    wrappedPrivateKey: keyring.wrap(authorityPurpose(sha256), pkcs8),
    createdAtMs: nowMs,
  };
}

/** Adds an authority, with its entry in the trail. */
export async function addAuthority(
  edits: RegistryEdits,
  row: AuthorityRow,
  { actor, operation }: { readonly actor: string; readonly operation: string } = byItself,
): Promise<void> {
  const { sha256: target, createdAtMs: atMs } = row;
  await edits.addAuthority(row);
  await edits.audit({ atMs, actor, operation, target, details: authorityTold(row) });
}

const byItself = { actor: 'service', operation: 'authority.create' };

/** @throws Error for a registry that was never set up */
export function currentRow(rows: readonly AuthorityRow[], role: AuthorityRole): AuthorityRow {
  const row = rows.find((one) => one.role === role && one.status === 'current');
  if (row === undefined) throw new Error(`The registry has no ${role}.`);
  return row;
}

/** An authority with its key; nothing where that is offline. */
export function openSigner(row: AuthorityRow, keyring: Keyring): Signer | undefined {
  if (row.wrappedPrivateKey === undefined) return undefined;
  const key = keyring.unwrap(authorityPurpose(row.sha256), row.wrappedPrivateKey);
  const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
  return {
    certificate: row.certificatePem,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}
