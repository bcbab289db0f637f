import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeyringContent, type Keyring, openKeyring, rotateMaster } from '../pki/keyring.ts';
import { authorityPurpose } from './authority-rows.ts';
import { exportRoot, removeRoot } from './offline-root.ts';
import { shareNetwork } from './promotion.ts';
import { rewrapAll } from './rewrap.ts';
import {
  addTestCaller,
  openTestEnvironment,
  type TestCaller,
  type TestEnvironment,
} from './testing/test-environment.ts';

const nowMs = Date.UTC(2026, 10, 24);
const from = randomBytes(32);
const to = randomBytes(32);
const content = createKeyringContent(from, randomBytes);
const next = openKeyring(rotateMaster(content, { from, to, random: randomBytes }), to);
/** What a start with the new master key keeps: the newest data key alone. */
const isNewest = (keyring: Keyring) => (wrapped: string) => !keyring.isStale(wrapped);

let environment: TestEnvironment;
let shop: TestCaller;
beforeEach(async () => {
  environment = await openTestEnvironment({ keyring: openKeyring(content, from) });
  shop = await addTestCaller(environment);
});
afterEach(() => environment.close());

/** Every secret that lies wrapped in the registry, with its purpose. */
async function listWrapped(): Promise<readonly (readonly [purpose: string, wrapped: string])[]> {
  const { registry } = environment;
  const projects = (await registry.listProjects()).flatMap((project) => {
    const network = `network-key:${project.id}`;
    const { wrappedNetworkKey, wrappedDeviceKey, sharedNetwork: shared } = project;
    return [
      [network, wrappedNetworkKey],
      [`device-key:${project.id}`, wrappedDeviceKey],
      ...(shared ? [[network, shared.wrappedNetworkKey]] : []),
    ] as [string, string][];
  });
  const pairs = (await registry.listKeyPairs()).map(
    ({ requestKey }) =>
      [`request-key:${requestKey.fingerprint}`, requestKey.wrappedPrivateKey] as const,
  );
  const authorities = (await registry.listAuthorities()).flatMap(({ sha256, wrappedPrivateKey }) =>
    wrappedPrivateKey === undefined ? [] : [[authorityPurpose(sha256), wrappedPrivateKey] as const],
  );
  return [...projects, ...pairs, ...authorities];
}

const openAll = async (keyring: Keyring) =>
  (await listWrapped()).map(([purpose, wrapped]) =>
    keyring.unwrap(purpose, wrapped).toString('hex'),
  );

describe('wrapping anew', () => {
  it('takes every secret once, and leaves what it is', async () => {
    const secrets = await openAll(environment.keyring);
    // Two of the project, its request key, the root, the issuer, the server's root and the server.
    expect(await rewrapAll(environment.registry, next, nowMs)).toBe(7);
    expect(await openAll(next)).toEqual(secrets);
    expect((await listWrapped()).map(([, wrapped]) => wrapped).every(isNewest(next))).toBe(true);
    expect(await rewrapAll(environment.registry, next, nowMs)).toBe(0);
  });

  it('takes the key of a shared network with it', async () => {
    const host = await addTestCaller(environment, 'host');
    await environment.registry.change((edits) =>
      shareNetwork(edits, environment, { guest: shop.project.id, host: host.project.id }),
    );
    const secrets = await openAll(environment.keyring);
    expect(await rewrapAll(environment.registry, next, nowMs)).toBe(7 + 3 + 1);
    expect(await openAll(next)).toEqual(secrets);
  });

  it('has nothing to do for a key that is offline', async () => {
    await exportRoot(environment, { passphrase: 'nobody knows it, nobody will', actor: 'ada' });
    await removeRoot(environment, 'ada');
    expect(await rewrapAll(environment.registry, next, nowMs)).toBe(6);
  });

  it('goes on where it was left: what is new is not counted again', async () => {
    await rewrapAll(environment.registry, next, nowMs);
    await addTestCaller({ ...environment, keyring: next }, 'later');
    expect(await rewrapAll(environment.registry, next, nowMs)).toBe(0);
    await addTestCaller(environment, 'meanwhile');
    expect(await rewrapAll(environment.registry, next, nowMs)).toBe(3);
  });

  it('is in the trail, with how many, where there was something to do', async () => {
    await rewrapAll(environment.registry, next, nowMs);
    await rewrapAll(environment.registry, next, nowMs);
    const records = await environment.registry.listAudit({ after: 0, limit: 100 });
    const mine = records.filter(({ operation }) => operation === 'master-key.rewrap');
    expect(mine).toMatchObject([{ actor: 'service', details: { rewrapped: 7 } }]);
  });

  it('does nothing at all when one secret cannot be opened', async () => {
    const before = await listWrapped();
    const [name] = (await environment.registry.listKeyPairs()).map(
      ({ requestKey }) => requestKey.fingerprint,
    );
    const stray = environment.keyring.wrap('request-key:another', Buffer.from('secret'));
    await environment.registry.change((edits) => edits.rewrapKeyPair(name ?? '', stray));
    await expect(rewrapAll(environment.registry, next, nowMs)).rejects.toThrow(
      'cannot be unwrapped',
    );
    const after = (await listWrapped()).filter(([, wrapped]) => wrapped !== stray);
    expect(before).toEqual(expect.arrayContaining([...after]));
  });
});
