/** What is kept in place of an element: by docs/log-format.md, from a folder's own keys, by the platform's functions. */
import { createCipheriv, createHmac, hkdfSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readKeyring, withRegistry } from '../support/folder.ts';

interface Element {
  readonly kind: string;
  readonly canonical: string;
}

/** The keyed pseudonym of an element in a project of a data folder's sandbox. */
export async function pseudonymIn(
  dataDir: string,
  { kind, canonical }: Element,
  name = 'demo',
): Promise<Buffer> {
  const networkKey = await withRegistry(dataDir, async (registry, keyring) => {
    const project = await registry.findProjectByName(name);
    return keyring.unwrap(`network-key:${project?.id}`, project?.wrappedNetworkKey ?? '');
  });
  const key = Buffer.from(hkdfSync('sha256', networkKey, '', `whorl/v1/${kind}`, 32));
  return createHmac('sha256', key).update(canonical).digest().subarray(0, 16);
}

/** Where the network of a data folder's sandbox lies: its newest generation. */
export function generationIn(dataDir: string): {
  readonly folder: string;
  readonly number: number;
} {
  const network = join(dataDir, 'sandbox/network');
  const numbers = readdirSync(network).map((name) => Number(/^generation-(\d+)$/.exec(name)?.[1]));
  const number = Math.max(...numbers.filter((one) => one > 0));
  return { folder: join(network, `generation-${number}`), number };
}

/** Puts a pseudonym under the storage key that a data folder has now. */
export async function sealIn(dataDir: string): Promise<(pseudonym: Buffer) => Buffer> {
  const { folder, number } = generationIn(dataDir);
  const wrapped = readFileSync(join(folder, 'storage-key'), 'utf8').trim();
  const key = (await readKeyring(dataDir)).unwrap(`storage-key:sandbox:${number}`, wrapped);
  return (pseudonym) =>
    createCipheriv('aes-128-ecb', key, null).setAutoPadding(false).update(pseudonym);
}
