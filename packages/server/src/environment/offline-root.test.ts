import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealPrivateKey } from '../pki/offline-key.ts';
import { exportRoot, removeRoot, restoreRoot } from './offline-root.ts';
import { rotateIssuer } from './rotate-issuer.ts';
import { openTestEnvironment, type TestEnvironment } from './testing/test-environment.ts';

const passphrase = 'nobody knows it, nobody will';
const actor = 'ada';

let environment: TestEnvironment;
let key: string;
beforeAll(async () => {
  environment = await openTestEnvironment();
});
afterAll(() => environment.close());

const isOnline = () => environment.authorities.current().clientRoot.isOnline;
const rotate = () => {
  const { name, registry, keyring, clock, random, authorities } = environment;
  const options = { environment: name, registry, keyring, nowMs: clock.nowMs(), random, actor };
  return rotateIssuer(authorities, options);
};

describe('the key of the client root', () => {
  it('is not removed before it was exported: it would be lost', async () => {
    await expect(removeRoot(environment, actor)).rejects.toThrow('never exported');
    expect(isOnline()).toBe(true);
  });

  it('is exported encrypted, with its certificate', async () => {
    const files = await exportRoot(environment, { passphrase, actor });
    key = String(files.find(({ secret }) => secret)?.content);
    expect(files.map(({ name }) => name)).toEqual([
      'sandbox-client-root.pem',
      'sandbox-client-root.key',
    ]);
    expect(key).toContain('-----BEGIN ENCRYPTED PRIVATE KEY-----');
    expect(isOnline()).toBe(true);
  });

  it('is gone once it is removed: nothing that needs it is done', async () => {
    await removeRoot(environment, actor);
    expect(isOnline()).toBe(false);
    const rows = await environment.registry.listAuthorities();
    const root = rows.find(({ role }) => role === 'client-root');
    expect(root).not.toHaveProperty('wrappedPrivateKey');
    for (const step of [rotate(), exportRoot(environment, { passphrase, actor })])
      await expect(step).rejects.toThrow('offline. Bring it back first');
    await expect(removeRoot(environment, actor)).rejects.toThrow('offline already');
  });

  it('comes back with its passphrase alone, and no other key in its place', async () => {
    const restore = (given: string, phrase = passphrase) =>
      restoreRoot(environment, { key: given, passphrase: phrase, actor });
    await expect(restore(key, 'not the right passphrase')).rejects.toThrow(/passphrase/i);
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    await expect(restore(await sealPrivateKey(pem, passphrase))).rejects.toThrow();
    await expect(restore(pem)).rejects.toThrow();
    expect(isOnline()).toBe(false);
    await restore(key);
    expect(isOnline()).toBe(true);
    const before = environment.authorities.current().clientIssuer.certificate;
    await rotate();
    expect(environment.authorities.current().formerIssuers).toEqual([before]);
  });

  it('leaves in the trail who took it where', async () => {
    const records = await environment.registry.listAudit({ after: 0, limit: 100 });
    const mine = records.filter((record) => record.actor === actor);
    expect(mine.map(({ operation }) => operation)).toEqual([
      'authority.export-root',
      'authority.remove-root',
      'authority.restore-root',
      'authority.rotate-issuer',
    ]);
  });
});
