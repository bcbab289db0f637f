import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeyringError } from '../pki/keyring.ts';
import { demoProjectName, openDemo, writeDemoConfig } from './demo.ts';
import {
  createTestKeyring,
  openTestEnvironment,
  type TestEnvironment,
} from './testing/test-environment.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const dayMs = 24 * 60 * 60_000;

let folder: string;
let sandbox: TestEnvironment;
let atMs: number;
beforeEach(async () => {
  atMs = nowMs;
  folder = await mkdtemp(join(tmpdir(), 'whorl-demo-'));
  const clock = { nowMs: () => atMs, monotonicMs: () => 0, sleep: async () => undefined };
  sandbox = await openTestEnvironment({ clock });
});
afterEach(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

/** Opens it as a start does, and returns every file of it. */
async function open(changes: Partial<TestEnvironment> = {}): Promise<Record<string, string>> {
  await openDemo(folder, { ...sandbox, ...changes });
  await writeDemoConfig(folder, 'https://localhost:8443/identity');
  const demo = join(folder, 'demo');
  const names = await readdir(demo);
  const read = async (name: string) => [name, await readFile(join(demo, name), 'latin1')] as const;
  return Object.fromEntries(await Promise.all(names.map(read)));
}

async function openAt(instantMs: number): Promise<Record<string, string>> {
  atMs = instantMs;
  return open();
}

const projectId = async () => (await sandbox.registry.findProjectByName(demoProjectName))?.id ?? '';

describe('the demo project', () => {
  it('is made once, and found again', async () => {
    const made = await open();
    expect(await openAt(nowMs + 300 * dayMs)).toEqual(made);
    expect(await sandbox.registry.listKeyPairs(await projectId())).toHaveLength(1);
  });

  it.each([
    ['are about to expire', async () => openAt(nowMs + 370 * dayMs)],
    ['were deleted', async () => rm(join(folder, 'demo'), { recursive: true }).then(() => open())],
  ])('gets new credentials when they %s, and stays the project it was', async (_, renew) => {
    const made = await open();
    const id = await projectId();
    const renewed = await renew();
    expect(Object.keys(renewed)).toEqual(Object.keys(made));
    expect(renewed['client.pem']).not.toBe(made['client.pem']);
    expect(renewed['request-key.pem']).not.toBe(made['request-key.pem']);
    expect(await projectId()).toBe(id);
  });

  it('keeps the old key pair at work when there is a new one: callers change over in their time', async () => {
    await open();
    await openAt(nowMs + 370 * dayMs);
    const pairs = await sandbox.registry.listKeyPairs(await projectId());
    expect(pairs.map(({ status }) => status)).toEqual(['active', 'active']);
  });

  it('does not open with another master key', async () => {
    await open();
    await expect(open({ keyring: createTestKeyring() })).rejects.toThrow(KeyringError);
  });

  it('is told where it calls, whatever the port was before', async () => {
    await open();
    await writeDemoConfig(folder, 'https://localhost:9000/identity');
    const config = JSON.parse(await readFile(join(folder, 'demo', 'config.json'), 'utf8'));
    expect(config).toMatchObject({ baseUrl: 'https://localhost:9000/identity', project: 'demo' });
  });
});
