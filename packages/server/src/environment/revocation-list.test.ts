import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRevocationLists } from '../../../../test/support/revocation-lists.ts';
import { revokeCredential } from './client-credentials.ts';
import { exportRoot, removeRoot } from './offline-root.ts';
import {
  isRevocationListDue,
  makeRevocationList,
  outdateRevocationList,
  publishRevocationList,
} from './revocation-list.ts';
import { rotateIssuer } from './rotate-issuer.ts';
import {
  addTestCaller,
  openTestEnvironment,
  type TestEnvironment,
} from './testing/test-environment.ts';

const hourMs = 60 * 60_000;
const startMs = Date.UTC(2026, 10, 24, 12);

let atMs: number;
let environment: TestEnvironment;
beforeEach(async () => {
  environment = await open(7);
});
afterEach(() => environment.close());

function open(revocationListDays: number): Promise<TestEnvironment> {
  atMs = startMs;
  const clock = { nowMs: () => atMs, monotonicMs: () => 0, sleep: async () => undefined };
  return openTestEnvironment({ clock, settings: { revocationListDays } });
}

const read = async () => readRevocationLists(await makeRevocationList(environment));

async function revokeOne(name: string): Promise<string> {
  const { client } = await addTestCaller(environment, name);
  await revokeCredential(environment, client.credential, { reason: 'superseded', actor: 'ada' });
  return client.credential.serial;
}

function rotate(): Promise<void> {
  const { name, registry, keyring, clock, random, authorities } = environment;
  const options = { environment: name, registry, keyring, nowMs: clock.nowMs(), random };
  return rotateIssuer(authorities, { ...options, actor: 'ada' });
}

describe('a revocation list', () => {
  it('names what was revoked, each by its issuer, under a number that grows', async () => {
    const first = await revokeOne('first');
    await rotate();
    const second = await revokeOne('second');
    await addTestCaller(environment, 'good');
    const [former, current, root] = await read();
    expect(former?.serials).toEqual([first]);
    expect(current?.serials).toEqual([second]);
    expect(root).toMatchObject({ serials: [], issuer: expect.stringContaining('root') });
    const [later] = await read();
    expect(later?.number).toBe((former?.number ?? 0) + 1);
  });

  it('is good for as long as the setting says; the root’s for its life', async () => {
    const [own, root] = await read();
    expect(own?.nextUpdateMs).toBe(startMs + 7 * 24 * hourMs);
    expect(root?.nextUpdateMs).toBeGreaterThan(startMs + 5 * 365 * 24 * hourMs);
  });

  it('is whole while the root is offline, if one was made before', async () => {
    const online = await makeRevocationList(environment);
    await exportRoot(environment, { passphrase: 'nobody knows it, nobody will', actor: 'ada' });
    await removeRoot(environment, 'ada');
    const lists = /-----BEGIN X509 CRL-----[\s\S]+?END X509 CRL-----\n/g;
    const rootList = (text: string) => text.match(lists)?.[1];
    expect(rootList(await makeRevocationList(environment))).toBe(rootList(online));
  });

  it('is published by a revocation, for others to read', async () => {
    const serial = await revokeOne('gone');
    const path = join(environment.folder, 'revocation-list.pem');
    const [own] = readRevocationLists(await readFile(path, 'utf8'));
    expect(own?.serials).toEqual([serial]);
  });
});

describe('a publication', () => {
  it('is due at first, then after a day', async () => {
    expect(await isRevocationListDue(environment)).toBe(true);
    await publishRevocationList(environment);
    expect(await isRevocationListDue(environment)).toBe(false);
    atMs += 24 * hourMs - 1;
    expect(await isRevocationListDue(environment)).toBe(false);
    atMs += 1;
    expect(await isRevocationListDue(environment)).toBe(true);
  });

  it('comes before the end of a list that is good for a day only', async () => {
    await environment.close();
    environment = await open(1);
    await publishRevocationList(environment);
    atMs += 12 * hourMs;
    expect(await isRevocationListDue(environment)).toBe(true);
  });

  it('is due at once where a crash came before it', async () => {
    await publishRevocationList(environment);
    await environment.registry.change(outdateRevocationList);
    expect(await isRevocationListDue(environment)).toBe(true);
    await publishRevocationList(environment);
    expect(await isRevocationListDue(environment)).toBe(false);
  });
});
