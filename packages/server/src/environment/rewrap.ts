import type { Keyring } from '../pki/keyring.ts';
import type { Registry, RegistryEdits } from '../registry/registry.ts';
import { authorityPurpose } from './authority-rows.ts';

/**
 * Wraps every secret of a registry under the newest generation of the keyring, in one step.
 *
 * @returns how many were wrapped anew
 */
export function rewrapAll(registry: Registry, keyring: Keyring, atMs: number): Promise<number> {
  return registry.change(async (edits) => {
    const counts = [
      await rewrapProjects(edits, keyring),
      await rewrapKeyPairs(edits, keyring),
      await rewrapAuthorities(edits, keyring),
    ];
    const rewrapped = counts.reduce((sum, count) => sum + count, 0);
    if (rewrapped > 0)
      await edits.audit({
        atMs,
        actor: 'service',
        operation: 'master-key.rewrap',
        details: { rewrapped },
      });
    return rewrapped;
  });
}

const anew = (keyring: Keyring, purpose: string, wrapped: string): string =>
  keyring.wrap(purpose, keyring.unwrap(purpose, wrapped));

async function rewrapProjects(edits: RegistryEdits, keyring: Keyring): Promise<number> {
  let count = 0;
  for (const { id, ...project } of await edits.listProjects()) {
    const { wrappedNetworkKey, wrappedDeviceKey, sharedNetwork: shared } = project;
    if (!keyring.isStale(wrappedNetworkKey) && !keyring.isStale(wrappedDeviceKey)) continue;
    const network = (wrapped: string) => anew(keyring, `network-key:${id}`, wrapped);
    await edits.changeProject(id, {
      wrappedNetworkKey: network(wrappedNetworkKey),
      wrappedDeviceKey: anew(keyring, `device-key:${id}`, wrappedDeviceKey),
      ...(shared && {
        sharedNetwork: { ...shared, wrappedNetworkKey: network(shared.wrappedNetworkKey) },
      }),
    });
    count += shared ? 3 : 2;
  }
  return count;
}

async function rewrapKeyPairs(edits: RegistryEdits, keyring: Keyring): Promise<number> {
  let count = 0;
  for (const { requestKey } of await edits.listKeyPairs()) {
    const { fingerprint, wrappedPrivateKey } = requestKey;
    if (!keyring.isStale(wrappedPrivateKey)) continue;
    const wrapped = anew(keyring, `request-key:${fingerprint}`, wrappedPrivateKey);
    await edits.rewrapKeyPair(fingerprint, wrapped);
    count += 1;
  }
  return count;
}

async function rewrapAuthorities(edits: RegistryEdits, keyring: Keyring): Promise<number> {
  let count = 0;
  for (const { sha256, wrappedPrivateKey } of await edits.listAuthorities()) {
    if (wrappedPrivateKey === undefined || !keyring.isStale(wrappedPrivateKey)) continue;
    const wrapped = anew(keyring, authorityPurpose(sha256), wrappedPrivateKey);
    await edits.changeAuthority(sha256, { wrappedPrivateKey: wrapped });
    count += 1;
  }
  return count;
}
