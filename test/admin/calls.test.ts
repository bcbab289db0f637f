/** The journal of calls, as those read it who may: what was answered, and nobody's identity. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InsightRequest } from '@whorl/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withFolder } from '../faults/admin-here.ts';
import { type AdminClient, adminClient } from '../support/admin.ts';
import { addPerson, type Person } from '../support/people.ts';
import { findRawIdentity, textsOf } from '../support/raw-identity.ts';
import { keepLog, startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { exampleTransaction } from '../support/transactions.ts';

const transaction = exampleTransaction('full');

let sandbox: TestSandbox;
let owner: AdminClient;
let ids: readonly string[];
beforeAll(async () => {
  sandbox = await startTestSandbox();
  owner = adminClient({ dataDir: sandbox.dataDir });
  const body = { name: 'shop', company: 'Shop', companyId: 'shop' };
  await owner.done('project.create', { body });
  const answered: string[] = [];
  for (let n = 0; n < 3; n += 1) {
    const { id = '' } = await sandbox.client.transactions.retrieve(
      transaction as unknown as InsightRequest,
    );
    answered.unshift(id);
  }
  ids = answered;
});
afterAll(() => sandbox.close());

const demo = { project: 'demo' };

const idsOf = async (admin: AdminClient, query: Readonly<Record<string, string>> = {}) =>
  (await admin.done('call.list', { ...demo, query })).calls.map(({ id }) => id);

/** Stops the service for a while, and works on its folder. */
async function whileStopped(work: (admin: AdminClient) => Promise<void>): Promise<string[]> {
  const log: string[] = [];
  await sandbox.close({ keep: true });
  const { dataDir } = sandbox;
  const logStream = { write: (text: string) => keepLog(log, text) };
  await withFolder({ dataDir, environment: {}, logStream }, work);
  sandbox = await startTestSandbox({ dataDir });
  owner = adminClient({ dataDir });
  return log;
}

describe('the journal of a project', () => {
  it('lists what was answered, the newest first, page by page', async () => {
    expect(await idsOf(owner)).toEqual(ids);
    const { calls, next = '' } = await owner.done('call.list', { ...demo, query: { limit: '2' } });
    expect(calls.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect(await idsOf(owner, { limit: '2', after: next })).toEqual(ids.slice(2));
    expect(await idsOf(owner, { kind: 'history' })).toEqual([]);
    expect(await idsOf(owner, { from: '2199-01-01' })).toEqual([]);
    expect(await idsOf(owner, { to: '1999-01-01T00:00:00Z' })).toEqual([]);
  });

  it('shows a call as it was answered, and names nobody', async () => {
    const call = await owner.done('call.show', { ...demo, call: ids[0] ?? '' });
    expect(call).toMatchObject({ kind: 'call', id: ids[0], model: 'v0', answer: { id: ids[0] } });
    expect(call.score).toBe(call.signals?.['identityRisk.score']);
    const kinds = call.elements?.map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['email', 'card', 'merchant']));
    expect(call.links?.map(({ kind }) => kind)).toContain('email-name');
    expect(findRawIdentity(JSON.stringify(call))).toEqual([]);
  });

  it.each([
    { kind: 'person' },
    { from: 'yesterday' },
    { to: '24.11.2026' },
    { after: '7' },
    { limit: '0' },
  ])('is asked with what is no such parameter, and says so: %o', async (query) => {
    const { status, problem } = await owner.call('call.list', { ...demo, query: { ...query } });
    expect([status, problem.code]).toEqual([400, 'invalid']);
  });

  it('has no call of another', async () => {
    expect((await owner.done('call.list', { project: 'shop' })).calls).toEqual([]);
    const call = ids[0] ?? '';
    const { status, problem } = await owner.call('call.show', { project: 'shop', call });
    expect([status, problem.code]).toEqual([404, 'not-found']);
  });

  it('is for those of its project', async () => {
    const developer: Person = await addPerson(owner, 'dev', 'developer');
    const { bearer } = developer;
    const list = async () => (await owner.call('call.list', { ...demo, bearer })).status;
    expect(await list()).toBe(403);
    await owner.done('project.add-member', { ...demo, account: developer.account.id });
    expect(await list()).toBe(200);
  });

  it('shows no more what was erased', async () => {
    const members = { primaryEmail: transaction.primaryEmail };
    const body = { role: 'primaryEmail', members } as const;
    const { pseudonym } = await owner.done('network.show', { ...demo, body });
    const shown = async () => {
      const calls = ids.map((call) => owner.done('call.show', { ...demo, call }));
      return JSON.stringify(await Promise.all(calls)).includes(pseudonym);
    };
    expect(await shown()).toBe(true);
    await owner.done('network.erase', { ...demo, body });
    expect(await shown()).toBe(false);
    expect(await idsOf(owner)).toEqual(ids);
  });

  it('is made anew under a new storage key, which is nothing to warn of', async () => {
    const log = await whileStopped(async (admin) => {
      await admin.done('network.rekey');
      expect(await idsOf(admin)).toEqual(ids);
    });
    expect(log).toEqual([]);
    expect(await idsOf(owner)).toEqual(ids);
  });

  it('is made anew when its file is damaged, and holds no element', async () => {
    const path = join(sandbox.dataDir, 'sandbox', 'journal.sqlite');
    await whileStopped(async () => undefined);
    await sandbox.close({ keep: true });
    const bytes = await readFile(path);
    const values = textsOf(transaction).filter(({ length }) => length > 5);
    expect(values.filter((value) => bytes.includes(value))).toEqual([]);
    await writeFile(path, bytes.subarray(0, bytes.length / 2));
    sandbox = await startTestSandbox({ dataDir: sandbox.dataDir });
    owner = adminClient({ dataDir: sandbox.dataDir });
    expect(await idsOf(owner)).toEqual(ids);
    expect(sandbox.log.filter((line) => line.includes('journal-made-anew'))).toHaveLength(1);
  });
});
