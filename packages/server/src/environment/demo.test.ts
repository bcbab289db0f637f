import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Authorities, createAuthorities } from '../pki/authority.ts';
import { createKeyring, KeyringError } from '../pki/keyring.ts';
import { openJsonRegistry } from '../registry/json/json-registry.ts';
import type { Registry } from '../registry/registry.ts';
import { type DemoOptions, demoProjectName, openDemo, writeDemoConfig } from './demo.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const dayMs = 24 * 60 * 60_000;
const keyring = createKeyring(randomBytes(32));

let folder: string;
let registry: Registry;
let authorities: Authorities;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-demo-'));
  registry = await openJsonRegistry(join(folder, 'registry.json'));
  authorities = await createAuthorities({ label: 'Test', nowMs, random: randomBytes });
});
afterEach(async () => {
  await registry.close();
  await rm(folder, { recursive: true });
});

/** Opens it as a start does, and returns every file of it. */
async function open(changes: Partial<DemoOptions> = {}): Promise<Record<string, string>> {
  await openDemo({ folder, authorities, registry, keyring, nowMs, ...changes });
  await writeDemoConfig(folder, 'https://localhost:8443/identity');
  const demo = join(folder, 'demo');
  const names = await readdir(demo);
  const read = async (name: string) => [name, await readFile(join(demo, name), 'latin1')] as const;
  return Object.fromEntries(await Promise.all(names.map(read)));
}

const projectId = async () => (await registry.findProjectByName(demoProjectName))?.id ?? '';

describe('the demo project', () => {
  it('is made once, and found again', async () => {
    const made = await open();
    expect(await open({ nowMs: nowMs + 300 * dayMs })).toEqual(made);
    expect(await registry.listKeyPairs(await projectId())).toHaveLength(1);
  });

  it.each([
    ['are about to expire', async () => open({ nowMs: nowMs + 370 * dayMs })],
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
    await open({ nowMs: nowMs + 370 * dayMs });
    const pairs = await registry.listKeyPairs(await projectId());
    expect(pairs.map(({ status }) => status)).toEqual(['active', 'active']);
  });

  it('does not open with another master key', async () => {
    await open();
    const other = createKeyring(randomBytes(32));
    await expect(open({ keyring: other })).rejects.toThrow(KeyringError);
  });

  it('is told where it calls, whatever the port was before', async () => {
    await open();
    await writeDemoConfig(folder, 'https://localhost:9000/identity');
    const config = JSON.parse(await readFile(join(folder, 'demo', 'config.json'), 'utf8'));
    expect(config).toMatchObject({ baseUrl: 'https://localhost:9000/identity', project: 'demo' });
  });
});
