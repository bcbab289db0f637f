/** A network that is copied while it serves, and put back, and written anew, when the service has stopped. */
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AdminBody } from '@whorl/contract/admin';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withFolder } from '../faults/admin-here.ts';
import { type AdminClient, adminClient } from '../support/admin.ts';
import { keepLog, startTestSandbox, type TestSandbox } from '../support/sandbox.ts';

let place: string;
let sandbox: TestSandbox;
let backup: string;
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'whorl-keeping-'));
  backup = join(place, 'backup');
  sandbox = await startTestSandbox({ dataDir: join(place, 'data') });
  const owner = adminClient({ dataDir: sandbox.dataDir });
  await owner.done('project.create', {
    body: { name: 'shop', company: 'Shop', companyId: 'shop' },
  });
  await bring(owner, 'a', ['ann@shop.example', 'bob@shop.example', 'ann@shop.example']);
});
afterAll(async () => {
  await sandbox.close();
  await rm(place, { recursive: true });
});

const shop = { project: 'shop' };

async function bring(admin: AdminClient, letter: string, emails: readonly string[]) {
  const rows = emails.map((primaryEmail, at) => ({
    ...{ line: at + 1, atMs: 1_600_000_000_000 + at },
    members: { primaryEmail, cardHolderName: 'Somebody Else' },
  }));
  const importId = letter.repeat(64);
  const body = { importId, afterLine: 0, throughLine: rows.length, rows };
  expect(await admin.done('network.import', { ...shop, body })).toMatchObject({
    counted: rows.length,
  });
}

const named = (primaryEmail: string): AdminBody<'network.show'> => ({
  role: 'primaryEmail',
  members: { primaryEmail },
});

const seen = async (admin: AdminClient, primaryEmail: string): Promise<number> =>
  (await admin.done('network.show', { ...shop, body: named(primaryEmail) })).sighting?.total ?? 0;

/** Stops the service for a while, and works on its folder. */
async function whileStopped(work: (admin: AdminClient) => Promise<void>): Promise<void> {
  await sandbox.close({ keep: true });
  const { dataDir } = sandbox;
  const logStream = { write: (text: string) => keepLog([], text) };
  await withFolder({ dataDir, environment: {}, logStream }, work);
  sandbox = await startTestSandbox({ dataDir });
}

describe('a backup', () => {
  it('is made while calls are served, for its owner alone, and names nobody', async () => {
    const owner = adminClient({ dataDir: sandbox.dataDir });
    const made = await owner.done('network.backup', { body: { folder: backup } });
    const { elements, links } = await owner.done('network.stats');
    expect(made).toMatchObject({ folder: backup, elements, links });
    for (const name of await readdir(backup)) {
      const bytes = await readFile(join(backup, name), 'latin1');
      expect(bytes, name).not.toMatch(/somebody|shop\.example/i);
    }
  });

  it('is not made over another', async () => {
    const owner = adminClient({ dataDir: sandbox.dataDir });
    const { status, problem } = await owner.call('network.backup', { body: { folder: backup } });
    expect([status, problem.code]).toEqual([409, 'conflict']);
  });

  it('comes back without whom was erased since; what came after it is gone', async () => {
    const owner = adminClient({ dataDir: sandbox.dataDir });
    await bring(owner, 'b', ['cyd@shop.example']);
    await owner.done('network.erase', { ...shop, body: named('bob@shop.example') });
    await whileStopped(async (admin) => {
      const done = await admin.done('network.restore', { body: { folder: backup } });
      expect(done.erasedAgain).toBe(1);
      expect(await seen(admin, 'ann@shop.example')).toBe(2);
      expect(await seen(admin, 'bob@shop.example')).toBe(0);
      expect(await seen(admin, 'cyd@shop.example')).toBe(0);
    });
    const after = adminClient({ dataDir: sandbox.dataDir });
    expect(await seen(after, 'ann@shop.example')).toBe(2);
    // What was imported after the backup was made can be imported again.
    await bring(after, 'b', ['cyd@shop.example']);
  });

  it('that is damaged, or none, is refused, and nothing changes', async () => {
    const damaged = join(place, 'damaged');
    await cp(backup, damaged, { recursive: true });
    const [name = ''] = (await readdir(damaged)).filter((one) => one.startsWith('log-'));
    const bytes = await readFile(join(damaged, name));
    bytes[bytes.length - 5] = (bytes.at(-5) ?? 0) ^ 1;
    await writeFile(join(damaged, name), bytes);
    await whileStopped(async (admin) => {
      for (const folder of [damaged, place, join(place, 'nowhere')]) {
        const { status, problem } = await admin.call('network.restore', { body: { folder } });
        expect([status, problem.message]).toEqual([409, expect.stringMatching(/^[A-Z/].+\.$/)]);
      }
      expect(await seen(admin, 'ann@shop.example')).toBe(2);
    });
  });
});

describe('a storage key', () => {
  it('is replaced, and every count stays', async () => {
    await whileStopped(async (admin) => {
      const before = await admin.done('network.stats');
      const done = await admin.done('network.rekey');
      expect(done.elements).toBe(before.elements);
      expect(await admin.done('network.verify')).toEqual({ ok: true, faults: [] });
      expect(await admin.done('network.stats')).toMatchObject({ byKind: before.byKind });
      expect(await seen(admin, 'ann@shop.example')).toBe(2);
    });
    const owner = adminClient({ dataDir: sandbox.dataDir });
    expect(await seen(owner, 'ann@shop.example')).toBe(2);
  });

  it('is not, nor is the network, while calls are served', async () => {
    const owner = adminClient({ dataDir: sandbox.dataDir });
    const answers = [
      await owner.call('network.rekey'),
      await owner.call('network.restore', { body: { folder: backup } }),
    ];
    for (const { status, problem } of answers) {
      expect([status, problem.code]).toEqual([409, 'conflict']);
      expect(problem.message).toContain('Stop the service');
    }
  });
});
