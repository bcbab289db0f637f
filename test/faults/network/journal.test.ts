/** A journal that cannot be written harms no call, and is whole as soon as it can be. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { adminClient } from '../../support/admin.ts';
import { startTestSandbox, type TestSandbox } from '../../support/sandbox.ts';
import { exampleTransaction } from '../../support/transactions.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'whorl-journal-'));
});
afterAll(() => rm(dataDir, { recursive: true }));

const ids: (string | undefined)[] = [];
async function call({ client }: TestSandbox): Promise<void> {
  ids.push((await client.transactions.retrieve(exampleTransaction('full') as never)).id);
}

const list = () => adminClient({ dataDir }).call('call.list', { project: 'demo' });

it('whose place something else has is done without until it is free', async () => {
  const journal = join(dataDir, 'sandbox', 'journal.sqlite');
  const first = await startTestSandbox({ dataDir });
  await call(first);
  await first.close({ keep: true });
  await rm(journal);
  await mkdir(join(journal, 'in the way'), { recursive: true });
  const sandbox = await startTestSandbox({ dataDir });
  await call(sandbox);
  expect(await list()).toMatchObject({ status: 503, problem: { code: 'unavailable' } });
  expect(sandbox.log.filter((line) => line.includes('journal-not-written'))).toHaveLength(1);
  await rm(journal, { recursive: true });
  const { status, body } = await list();
  expect(status).toBe(200);
  expect(body.calls.map(({ id }) => id)).toEqual(ids.toReversed());
  await sandbox.close({ keep: true });
});
