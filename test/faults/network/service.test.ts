/** The identity network through real calls: a disk that does not answer, a crowd, neighbours. */
import { execFileSync } from 'node:child_process';
import { constants } from 'node:fs';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { WhorlClient } from '@whorl/client';
import type { AdminBody } from '@whorl/contract/admin';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminClient, adminClient } from '../../support/admin.ts';
import { addIntegrator } from '../../support/integrator.ts';
import { startTestSandbox, type TestSandbox } from '../../support/sandbox.ts';
import { exampleTransaction } from '../../support/transactions.ts';

let sandbox: TestSandbox;
let owner: AdminClient;
const clients: Partial<Record<string, WhorlClient>> = {};
beforeAll(async () => {
  sandbox = await startTestSandbox({ flags: { maxInFlight: '2000' } });
  owner = adminClient({ dataDir: sandbox.dataDir });
  for (const project of ['shop', 'other', 'crowd', 'slow']) {
    const body = { name: project, company: project, companyId: project };
    await owner.done('project.create', { body });
    clients[project] = (await addIntegrator(owner, { project })).client(sandbox.baseUrl);
  }
});
afterAll(async () => {
  for (const client of Object.values(clients)) client?.close();
  await sandbox.close();
});

interface Call {
  readonly changes?: object;
  readonly idempotencyKey?: string;
}

async function callOf(project: string, { changes = {}, ...options }: Call = {}) {
  const transaction = { ...exampleTransaction('full'), ...changes };
  return await clients[project]?.transactions.retrieve(transaction as never, options);
}

type Named = AdminBody<'network.show'>;

const email: Named = {
  role: 'primaryEmail',
  members: { primaryEmail: 'avery.morgan@example.com' },
};
const card: Named = {
  role: 'card',
  members: { accountDetails: { accountNumber: '4111111111111111' } },
};

const sightingOf = async (project: string, body: Named) =>
  (await owner.done('network.show', { project, body })).sighting;

describe('projects', () => {
  it('see nothing of each other, counts included', async () => {
    for (const project of ['shop', 'shop', 'other', 'shop']) await callOf(project);
    for (const body of [email, card]) {
      expect((await sightingOf('shop', body))?.total).toBe(3);
      expect((await sightingOf('other', body))?.total).toBe(1);
    }
    const shop = await owner.done('network.show', { project: 'shop', body: email });
    const other = await owner.done('network.show', { project: 'other', body: email });
    expect(shop.pseudonym).not.toBe(other.pseudonym);
    const known = new Set(other.partners.map(({ pseudonym }) => pseudonym));
    expect(shop.partners.filter(({ pseudonym }) => known.has(pseudonym))).toEqual([]);
  });

  it('answer as if the other were not there', async () => {
    const stranger = { primaryEmail: 'nobody.else@example.com' };
    for (let n = 0; n < 3; n += 1) await callOf('shop', { changes: stranger });
    const told = async (project: string) =>
      (await callOf(project, { changes: stranger }))?.individualInsights?.primaryEmail;
    expect((await told('other'))?.firstSeenDays).toBe(0);
    expect((await told('shop'))?.firstSeenDays).toBe(1);
  });

  it('forget by themselves', async () => {
    await owner.done('network.erase', { project: 'shop', body: card });
    expect(await sightingOf('shop', card)).toBeUndefined();
    expect((await sightingOf('other', card))?.total).toBeGreaterThan(0);
  });
});

describe('a thousand calls in flight about one customer', () => {
  it('are all answered, and each counts once', async () => {
    const calls = Array.from({ length: 1_000 }, () => callOf('crowd'));
    const ids = (await Promise.all(calls)).map((insights) => insights?.id);
    expect(new Set(ids).size).toBe(1_000);
    for (const body of [email, card])
      expect(await sightingOf('crowd', body)).toMatchObject({
        total: 1_000,
        counts: { last180Days: 1_000 },
      });
  });
});

describe('a disk that does not answer', () => {
  it('makes a retry 503 by the deadline, and no other call', async () => {
    const retried = { idempotencyKey: 'order-1' };
    const first = await callOf('slow', retried);
    const folder = join(sandbox.dataDir, 'sandbox/network/generation-1');
    const logs = (await readdir(folder)).filter((name) => name.startsWith('log-'));
    const [log, aside] = [join(folder, logs.sort().at(-1) ?? ''), join(folder, 'aside')];
    await rename(log, aside);
    // Whoever opens a pipe to read it waits until somebody writes to it.
    execFileSync('mkfifo', [log]);
    await expect(callOf('slow', retried)).rejects.toMatchObject({ status: 503 });
    expect(await callOf('slow')).toMatchObject({ id: expect.any(String) });
    expect((await sightingOf('slow', email))?.total).toBe(2);
    // Taken away before those who wait are let go: whoever came later would wait for ever.
    const pipe = join(folder, 'pipe');
    await rename(log, pipe);
    await rename(aside, log);
    await (await open(pipe, constants.O_WRONLY | constants.O_NONBLOCK)).close();
    await rm(pipe);
    expect((await callOf('slow', retried))?.id).toBe(first?.id);
    const told = sandbox.log.filter((line) => line.includes('did not answer recall within 50 ms'));
    expect(told).toHaveLength(1);
  });
});
