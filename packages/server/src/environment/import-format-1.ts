import { X509Certificate } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { certificateFingerprint } from '@whorl/contract';
import { readIfThere } from '../config/durable-file.ts';
import { describeCertificate } from '../pki/certificate.ts';
import { type Keyring, unwrapOld } from '../pki/keyring.ts';
import type { OldContent } from '../registry/json/read-old-registry.ts';
import type {
  AuthorityRole,
  Credential,
  KeyPair,
  Project,
  Registry,
  RegistryEdits,
} from '../registry/registry.ts';
import { addAuthority, authorityRow } from './authority-rows.ts';
import { credentialTold, keyPairTold, projectTold, type Told } from './told.ts';

/** What the first format's sandbox is brought over with. */
export interface ImportOptions {
  /** The data folder. */
  readonly folder: string;
  readonly old: OldContent | undefined;
  readonly registry: Registry;
  readonly keyring: Keyring;
  /** What the first format's secrets are wrapped with. */
  readonly masterKey: Buffer;
  readonly nowMs: number;
}

/** The authorities of the first format: files in the sandbox's folder, their keys in clear. */
const authorityFiles = [
  ['client-root', 'authority/client-root'],
  ['client-issuer', 'authority/client-issuer'],
  ['server-root', 'authority/server-root'],
] as const satisfies readonly (readonly [AuthorityRole, string])[];

/**
 * Brings the sandbox of a folder of the first format into its registry, in one step; a crash before leaves
 * nothing of it. That format knew the demo project alone: a credential comes over with its
 * certificate from `demo/`, and one whose certificate is nowhere is left behind.
 */
export async function importFormat1(options: ImportOptions): Promise<void> {
  const { registry, folder, nowMs } = options;
  if ((await registry.listAuthorities()).length === 0)
    await registry.change(async (edits) => {
      await importAuthorities(edits, options);
      await importRows(edits, options);
      const operation = 'service.import-format-1';
      await edits.audit({ atMs: nowMs, actor: 'service', operation });
    });
  // Keys in clear are not left lying about; the copy that was made before has them.
  for (const name of ['authority', 'server', 'registry.json'])
    await rm(join(folder, 'sandbox', name), { recursive: true, force: true });
}

async function importAuthorities(edits: RegistryEdits, options: ImportOptions): Promise<void> {
  const { folder, keyring, nowMs } = options;
  for (const [role, name] of authorityFiles) {
    const certificate = await readIfThere(join(folder, 'sandbox', `${name}.pem`));
    const privateKey = await readIfThere(join(folder, 'sandbox', `${name}.key`));
    if (certificate === undefined || privateKey === undefined) return;
    const row = authorityRow(role, { certificate, privateKey }, { keyring, nowMs });
    await addAuthority(edits, row, { actor: 'service', operation: 'authority.import' });
  }
}

async function importRows(edits: RegistryEdits, options: ImportOptions): Promise<void> {
  const { old, keyring, masterKey, nowMs } = options;
  const tell = teller(edits, nowMs);
  const anew = (oldPurpose: string, purpose: string, wrapped: string): string =>
    keyring.wrap(purpose, unwrapOld(masterKey, oldPurpose, wrapped));
  for (const { id, name, status, entitled, ...project } of old?.projects ?? []) {
    const row: Project = {
      id,
      name,
      status,
      entitled,
      company: 'Demo Company',
      companyId: name,
      contacts: [],
      memberIds: [],
      wrappedNetworkKey: anew('network-key', `network-key:${id}`, project.wrappedNetworkKey),
      wrappedDeviceKey: anew('device-key', `device-key:${id}`, project.wrappedDeviceKey),
      createdAtMs: nowMs,
    };
    await edits.addProject(row);
    await tell('project.import', id, { ...projectTold(row), status, entitled });
  }
  for (const { projectId, status, requestKey, responseKey } of old?.keyPairs ?? []) {
    const { fingerprint, wrappedPrivateKey, certificatePem } = requestKey;
    const row: KeyPair = {
      projectId,
      status,
      requestKey: {
        ...requestKey,
        wrappedPrivateKey: anew('request-key', `request-key:${fingerprint}`, wrappedPrivateKey),
        notAfterMs: describeCertificate(certificatePem).notAfterMs,
      },
      responseKey: { ...responseKey, origin: 'made' },
      createdAtMs: nowMs,
    };
    await edits.addKeyPair(row);
    await tell('key.import', fingerprint, { ...keyPairTold(row), status });
  }
  await importDemoCredential(edits, options);
}

async function importDemoCredential(
  edits: RegistryEdits,
  { folder, old, nowMs }: ImportOptions,
): Promise<void> {
  const chain = await readIfThere(join(folder, 'demo', 'client.pem'));
  const issuerPem = await readIfThere(join(folder, 'sandbox', 'authority', 'client-issuer.pem'));
  if (chain === undefined || issuerPem === undefined) return;
  const certificate = new X509Certificate(chain);
  const sha256 = certificateFingerprint(certificate.raw);
  const known = old?.credentials.find((credential) => credential.sha256 === sha256);
  if (known === undefined) return;
  const certificatePem = certificate.toString();
  const { keyFingerprint, serial } = describeCertificate(certificatePem);
  const row: Credential = {
    ...known,
    origin: 'issued',
    serial,
    keyFingerprint,
    certificatePem,
    issuerPem,
    createdAtMs: nowMs,
  };
  await edits.addCredential(row);
  const details = { ...credentialTold(row), status: row.status };
  await teller(edits, nowMs)('credential.import', sha256, details);
}

/** Tells the trail of a row that was brought over, with what a later step would have told of it. */
const teller =
  (edits: RegistryEdits, atMs: number) => (operation: string, target: string, details: Told) =>
    edits.audit({ atMs, actor: 'service', operation, target, details });
