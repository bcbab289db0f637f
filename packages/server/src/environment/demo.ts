import { randomBytes, randomUUID, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { certificateFingerprint } from '@whorl/contract';
import type { Authorities } from '../pki/authority.ts';
import type { Keyring } from '../pki/keyring.ts';
import type { Project, Registry } from '../registry/registry.ts';
import { credentialFileNames, credentialFiles, makeCredentials } from './credentials.ts';
import { readIfThere, writeFile, writeFolder } from './folder.ts';

/** What the demo project is made of and where it is written. */
export interface DemoOptions {
  /** The data folder. */
  readonly folder: string;
  readonly authorities: Authorities;
  readonly registry: Registry;
  readonly keyring: Keyring;
  readonly nowMs: number;
}

export const demoProjectName = 'demo';

const dayMs = 24 * 60 * 60_000;

/** Credentials that are about to expire are made anew at a start. */
const renewBeforeMs = 30 * dayMs;

/**
 * Makes sure that there is a demo project with a caller's credentials in `demo/`. They are made anew where
 * they are missing or about to expire; what the project's network remembers stays.
 *
 * @throws KeyringError when the folder's master key is not the one its keys were wrapped with
 */
export async function openDemo(options: DemoOptions): Promise<void> {
  const { registry, keyring, authorities, nowMs, folder } = options;
  const project = await openProject(registry, keyring);
  if (await isUsable(options)) return;
  const made = await makeCredentials({ authorities, keyring, project, nowMs });
  await registry.addCredential(made.credential);
  await registry.addKeyPair(made.keyPair);
  await writeFolder(join(folder, 'demo'), await credentialFiles(made, authorities));
}

/** Writes where the demo calls; a start may change it, since the port can. */
export async function writeDemoConfig(folder: string, baseUrl: string): Promise<void> {
  const path = join(folder, 'demo', 'config.json');
  const config: object = JSON.parse((await readIfThere(path)) ?? '{}');
  await writeFile(path, `${JSON.stringify({ ...config, baseUrl }, undefined, 2)}\n`);
}

async function openProject(registry: Registry, keyring: Keyring): Promise<Project> {
  const known = await registry.findProjectByName(demoProjectName);
  if (known !== undefined) {
    // A wrong master key is better found now than at the first call.
    keyring.unwrap('network-key', known.wrappedNetworkKey);
    return known;
  }
  const project: Project = {
    id: randomUUID(),
    name: demoProjectName,
    status: 'active',
    entitled: true,
    wrappedNetworkKey: keyring.wrap('network-key', randomBytes(32)),
    wrappedDeviceKey: keyring.wrap('device-key', randomBytes(32)),
  };
  await registry.addProject(project);
  return project;
}

/** Whether what lies in `demo/` is whole, and still lets somebody in. */
async function isUsable({ folder, registry, nowMs }: DemoOptions): Promise<boolean> {
  const read = (name: string) => readIfThere(join(folder, 'demo', name));
  const files = await Promise.all(credentialFileNames.map(read));
  if (files.includes(undefined)) return false;
  const sha256 = fingerprintOf((await read('client.pem')) ?? '');
  const credential = sha256 === undefined ? undefined : await registry.findCredential(sha256);
  return credential !== undefined && credential.notAfterMs > nowMs + renewBeforeMs;
}

function fingerprintOf(pem: string): string | undefined {
  try {
    return certificateFingerprint(new X509Certificate(pem).raw);
  } catch {
    return undefined;
  }
}
