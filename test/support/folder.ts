/** The inside of a data folder whose master key is in it: for tests that stand where nobody else does. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { authorityPurpose } from '../../packages/server/src/environment/authority-rows.ts';
import { trailKeyOf } from '../../packages/server/src/open-environment.ts';
import type { Signer } from '../../packages/server/src/pki/certificate.ts';
import { type Keyring, openKeyring } from '../../packages/server/src/pki/keyring.ts';
import type {
  AuthorityRole,
  EnvironmentName,
  Registry,
} from '../../packages/server/src/registry/registry.ts';
import { openSqliteRegistry } from '../../packages/server/src/registry/sqlite/sqlite-registry.ts';

/** The keyring of a folder. @param masterKeyFile unless it is the folder's own */
export async function readKeyring(
  dataDir: string,
  masterKeyFile = join(dataDir, 'master.key'),
): Promise<Keyring> {
  const masterKey = Buffer.from((await readFile(masterKeyFile, 'utf8')).trim(), 'base64url');
  return openKeyring(JSON.parse(await readFile(join(dataDir, 'keyring.json'), 'utf8')), masterKey);
}

/** Looks into an environment's registry, beside whoever else has it open. */
export async function withRegistry<Result>(
  dataDir: string,
  look: (registry: Registry, keyring: Keyring) => Promise<Result>,
  environment: EnvironmentName = 'sandbox',
): Promise<Result> {
  const keyring = await readKeyring(dataDir);
  const registry = await openSqliteRegistry({
    path: join(dataDir, environment, 'registry.sqlite'),
    auditKey: trailKeyOf(keyring, environment),
  });
  try {
    return await look(registry, keyring);
  } finally {
    await registry.close();
  }
}

/** The authority that signs a folder's client certificates, key and all. */
export const readClientIssuer = (dataDir: string): Promise<Signer> =>
  readAuthority(dataDir, 'client-issuer');

/** Who signs, or what the sandbox's listener shows. PEM. */
export const readAuthority = (dataDir: string, wanted: AuthorityRole): Promise<Signer> =>
  withRegistry(dataDir, async (registry, keyring) => {
    const row = (await registry.listAuthorities()).find(
      ({ role, status }) => role === wanted && status === 'current',
    );
    const der = keyring.unwrap(authorityPurpose(row?.sha256 ?? ''), row?.wrappedPrivateKey ?? '');
    const privateKey = `-----BEGIN PRIVATE KEY-----\n${der.toString('base64')}\n-----END PRIVATE KEY-----\n`;
    return { certificate: row?.certificatePem ?? '', privateKey };
  });
