/** A data folder as version 0.1 left it, made of one of today's: its first format is written here alone. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { authorityPurpose } from '../../packages/server/src/environment/authority-rows.ts';
import type { Keyring } from '../../packages/server/src/pki/keyring.ts';
import { seal } from '../../packages/server/src/pki/sealed-bytes.ts';
import type { AuthorityRole, Registry } from '../../packages/server/src/registry/registry.ts';
import { withRegistry } from './folder.ts';
import { logOfVersion1 } from './version-1-log.ts';

/** Where version 0.1 kept its authorities, their keys in clear. */
const authorityFiles: readonly (readonly [AuthorityRole, string])[] = [
  ['client-root', 'authority/client-root'],
  ['client-issuer', 'authority/client-issuer'],
  ['server-root', 'authority/server-root'],
  ['server', 'server/server'],
];

/** Everything that came with the second format. */
const added = ['keyring.json', 'admin-ca.pem', 'audit-heads.jsonl', 'audit.sqlite'];
const addedInSandbox = ['registry.sqlite', 'revocation-list.pem', 'journal.sqlite', 'erased'];

/** Turns a folder that nobody serves, whose master key lies in it, back into one of the first format. */
export async function toFirstFormat(dataDir: string): Promise<void> {
  const key = Buffer.from(
    (await readFile(join(dataDir, 'master.key'), 'utf8')).trim(),
    'base64url',
  );
  await withRegistry(dataDir, async (registry, keyring) => {
    await writeAuthorities(dataDir, registry, keyring);
    const content = await oldContent(registry, (purpose, wrapped) => {
      const [oldPurpose = ''] = purpose.split(':');
      return `wk1.${seal({ key, purpose: oldPurpose }, keyring.unwrap(purpose, wrapped))}`;
    });
    const sandbox = join(dataDir, 'sandbox');
    await writeFile(join(sandbox, 'registry.json'), JSON.stringify(content));
    const log = await logOfVersion1(sandbox, keyring);
    await rm(join(sandbox, 'network'), { recursive: true });
    await mkdir(join(sandbox, 'network'), { mode: 0o700 });
    await writeFile(join(sandbox, 'network', 'log-000001'), log, { mode: 0o600 });
  });
  await writeFile(join(dataDir, 'whorl.json'), '{"formatVersion":1}\n');
  for (const name of [...added, ...addedInSandbox.map((file) => join('sandbox', file))])
    for (const part of ['', '-wal', '-shm'])
      await rm(join(dataDir, `${name}${part}`), { force: true });
}

async function writeAuthorities(dataDir: string, registry: Registry, keyring: Keyring) {
  const rows = await registry.listAuthorities();
  for (const folder of ['authority', 'server']) await mkdir(join(dataDir, 'sandbox', folder));
  for (const [role, name] of authorityFiles) {
    const row = rows.find((one) => one.role === role && one.status === 'current');
    const der = keyring.unwrap(authorityPurpose(row?.sha256 ?? ''), row?.wrappedPrivateKey ?? '');
    const key = `-----BEGIN PRIVATE KEY-----\n${der.toString('base64')}\n-----END PRIVATE KEY-----\n`;
    await writeFile(join(dataDir, 'sandbox', `${name}.pem`), row?.certificatePem ?? '');
    await writeFile(join(dataDir, 'sandbox', `${name}.key`), key);
  }
}

async function oldContent(registry: Registry, wrap: (purpose: string, wrapped: string) => string) {
  const projects = (await registry.listProjects()).map((project) => {
    const { id, name, status, entitled, wrappedNetworkKey, wrappedDeviceKey } = project;
    return {
      ...{ id, name, status, entitled },
      wrappedNetworkKey: wrap(`network-key:${id}`, wrappedNetworkKey),
      wrappedDeviceKey: wrap(`device-key:${id}`, wrappedDeviceKey),
    };
  });
  const credentials = (await registry.listCredentials()).map((credential) => {
    const { sha256, projectId, commonName, status, notBeforeMs, notAfterMs } = credential;
    return { sha256, projectId, commonName, status, notBeforeMs, notAfterMs };
  });
  const keyPairs = (await registry.listKeyPairs()).map(({ projectId, status, ...pair }) => {
    const { fingerprint, certificateFingerprint, certificatePem } = pair.requestKey;
    const wrappedPrivateKey = wrap(`request-key:${fingerprint}`, pair.requestKey.wrappedPrivateKey);
    const { fingerprint: responseFingerprint, publicKeyPem } = pair.responseKey;
    return {
      ...{ projectId, status },
      requestKey: { fingerprint, certificateFingerprint, certificatePem, wrappedPrivateKey },
      responseKey: { fingerprint: responseFingerprint, publicKeyPem },
    };
  });
  return { formatVersion: 1, projects, credentials, keyPairs };
}
