import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { certificateFingerprint } from '@whorl/contract';
import { readIfThere, writeDurably, writeFolder } from '../config/durable-file.ts';
import type { Project } from '../registry/registry.ts';
import { createCredential } from './client-credentials.ts';
import type { Environment } from './environment.ts';
import type { HandOverFile } from './hand-over.ts';
import { createKeyPair } from './key-pairs.ts';
import { createProject } from './projects.ts';

export const demoProjectName = 'demo';
const company = 'Demo Company';
const companyId = 'demo';

/** The files that a caller needs, by which the demo is known to be whole. */
export const demoFileNames = [
  'ca.pem',
  'client.pem',
  'client.key',
  'client.p12',
  'client.p12.pass',
  'request-key.pem',
  'response-key.pem',
  'response-key.p12',
  'response-key.p12.pass',
  'config.json',
] as const;

const dayMs = 24 * 60 * 60_000;

/** Credentials that are about to expire are made anew at a start. */
const renewBeforeMs = 30 * dayMs;

/**
 * Makes sure that the sandbox has a demo project with a caller's files in `demo/`. They are made anew
 * where they are missing or about to expire; what the project's network remembers stays.
 *
 * @param folder the data folder
 * @throws KeyringError when the master key is not the one that the project's keys were wrapped with
 */
export async function openDemo(folder: string, sandbox: Environment): Promise<void> {
  const project = await openProject(sandbox);
  if (await isUsable(folder, sandbox)) return;
  const step = { project, actor: 'service' };
  const credential = await createCredential(
    sandbox,
    { keyStore: 'modern' },
    { ...step, operation: 'credential.create' },
  );
  const pair = await createKeyPair(
    sandbox,
    { keyStore: 'modern' },
    { ...step, operation: 'key.create' },
  );
  await writeFolder(join(folder, 'demo'), contentOf([...credential.files, ...pair.files]));
}

/** Writes where the demo calls; a start may change it, since the port can. */
export async function writeDemoConfig(folder: string, baseUrl: string): Promise<void> {
  const path = join(folder, 'demo', 'config.json');
  const config: object = JSON.parse((await readIfThere(path)) ?? '{}');
  await writeDurably(path, `${JSON.stringify({ ...config, baseUrl }, undefined, 2)}\n`, 'public');
}

async function openProject(sandbox: Environment): Promise<Project> {
  const known = await sandbox.registry.findProjectByName(demoProjectName);
  if (known === undefined) {
    const wanted = { name: demoProjectName, company, companyId, contacts: [], memberIds: [] };
    return createProject(sandbox, wanted, 'service');
  }
  // A wrong master key is better found now than at the first call.
  sandbox.keyring.unwrap(`network-key:${known.id}`, known.wrappedNetworkKey);
  return known;
}

/** Whether what lies in `demo/` is whole, and still lets somebody in. */
async function isUsable(folder: string, sandbox: Environment): Promise<boolean> {
  const read = (name: string) => readIfThere(join(folder, 'demo', name));
  const files = await Promise.all(demoFileNames.map(read));
  if (files.includes(undefined)) return false;
  if ((await read('ca.pem')) !== sandbox.authorities.current().serverRoot.certificate) return false;
  const sha256 = fingerprintOf((await read('client.pem')) ?? '');
  const credential =
    sha256 === undefined ? undefined : await sandbox.registry.findCredential(sha256);
  return (
    credential?.status === 'active' && credential.notAfterMs > sandbox.clock.nowMs() + renewBeforeMs
  );
}

function fingerprintOf(pem: string): string | undefined {
  try {
    return certificateFingerprint(new X509Certificate(pem).raw);
  } catch {
    return undefined;
  }
}

/** The files by name; the settings of several are put together. */
function contentOf(files: readonly HandOverFile[]): Record<string, string | Uint8Array> {
  const configs = files.filter(({ name }) => name === 'config.json');
  const config = Object.assign({}, ...configs.map(({ content }) => JSON.parse(String(content))));
  const wanted = files.filter(({ name }) => demoFileNames.some((one) => one === name));
  return {
    ...Object.fromEntries(wanted.map(({ name, content }) => [name, content])),
    'config.json': `${JSON.stringify(config, undefined, 2)}\n`,
  };
}
