/** A network that has reached the memory of its setting: it says so, reads go on, and pruning makes room. */
import { randomBytes } from 'node:crypto';
import type { AdminBody } from '@whorl/contract/admin';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminClient, adminClient } from '../../support/admin.ts';
import { startTestSandbox, type TestSandbox } from '../../support/sandbox.ts';
import { exampleTransaction } from '../../support/transactions.ts';

const dayMs = 86_400_000;
const project = 'demo';

let sandbox: TestSandbox;
let owner: AdminClient;
beforeAll(async () => {
  sandbox = await startTestSandbox({ flags: { networkMemoryMegabytes: '14' } });
  owner = adminClient({ dataDir: sandbox.dataDir });
});
afterAll(() => sandbox.close());

const manyRows = 2_000;

/** Purchases of long ago by people of whom each is seen once. */
const strangers = (rows: number): AdminBody<'network.import'> => ({
  importId: randomBytes(32).toString('hex'),
  afterLine: 0,
  throughLine: rows,
  rows: Array.from({ length: rows }, (_, n) => {
    const hashedAccountId = randomBytes(8).toString('hex');
    const primaryEmail = `buyer@${hashedAccountId}.example`;
    const atMs = Date.now() - 300 * dayMs;
    return { line: n + 1, atMs, members: { hashedAccountId, primaryEmail } };
  }),
});

const bring = (rows = manyRows) => owner.call('network.import', { project, body: strangers(rows) });
const call = () => sandbox.client.transactions.retrieve(exampleTransaction('minimal') as never);
const linesOf = (event: string): readonly string[] =>
  sandbox.log.filter((line) => line.includes(`"event":"${event}"`));

async function timesSeen(): Promise<number> {
  const members = { primaryEmail: 'avery.morgan@example.com' };
  const body = { role: 'primaryEmail' as const, members };
  return (await owner.done('network.show', { project, body })).sighting?.total ?? 0;
}

describe('a network that has reached the memory it was given', () => {
  it('refuses what would need more, answers what is asked, and counts again when it was pruned', async () => {
    await call();
    let reply = await bring();
    for (let left = 40; reply.status === 200 && left > 0; left -= 1) reply = await bring();
    expect([reply.status, reply.problem.code]).toEqual([503, 'unavailable']);
    await expect(call()).rejects.toMatchObject({ status: 503 });
    expect(await timesSeen()).toBe(1);
    expect(linesOf('network-full')).toEqual([
      expect.stringMatching(/Raise the setting networkMemoryMegabytes.*whorl network prune/),
    ]);
    const days = { account: 200, email: 200, emailDomain: 200 };
    const forgotten = await owner.done('network.prune', { body: { days } });
    expect(forgotten.elements).toBeGreaterThan(3 * manyRows);
    await call();
    expect(await timesSeen()).toBe(2);
    expect((await bring(200)).status).toBe(200);
    expect(linesOf('network-full')).toHaveLength(1);
  });
});
