/**
 * A folder of the first format is brought over by the first start of today's version: with everything in it,
 * whenever that start crashes.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminClient } from '../support/admin.ts';
import { toFirstFormat } from '../support/first-format.ts';
import { readDemo, startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { exampleTransaction } from '../support/transactions.ts';
import { checkMoments, copyFolder, recordMoments } from './moments.ts';

const calls = 3;

let place: string;
/** As version 0.1 left it. */
let old: string;
let demo: Awaited<ReturnType<typeof readDemo>>;
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'whorl-first-format-'));
  const made = await startTestSandbox();
  for (let call = 0; call < calls; call += 1) await mailboxVelocity(made);
  await made.close({ keep: true });
  await toFirstFormat(made.dataDir);
  old = join(place, 'old');
  copyFolder(made.dataDir, old);
  demo = await readDemo(old);
  await rm(made.dataDir, { recursive: true });
});
afterAll(() => rm(place, { recursive: true }));

async function mailboxVelocity({ client }: TestSandbox): Promise<number | undefined> {
  const { individualInsights } = await client.transactions.retrieve(
    exampleTransaction('minimal') as never,
  );
  return individualInsights?.primaryEmail?.mailboxVelocity;
}

/** The caller's own files still do, and what was seen before is known. */
async function expectBroughtOver(dataDir: string): Promise<void> {
  const sandbox = await startTestSandbox({ dataDir });
  try {
    expect(sandbox.demo).toEqual(demo);
    expect(await mailboxVelocity(sandbox)).toBe(calls);
    const owner = adminClient({ dataDir });
    expect(await owner.done('audit.verify', { body: {} })).toMatchObject({ ok: true });
    expect((await owner.done('call.list', { project: 'demo' })).calls).toHaveLength(calls + 1);
    const { projects } = await owner.done('project.list');
    expect(projects.map(({ name }) => name)).toEqual(['demo']);
    const { records } = await owner.done('audit.list', { trail: 'sandbox' });
    const imports = records.filter(({ operation }) => operation.includes('format-1'));
    expect(imports).toHaveLength(1);
  } finally {
    await sandbox.close({ keep: true });
  }
  for (const name of ['authority', 'server', 'registry.json'])
    expect(existsSync(join(dataDir, 'sandbox', name)), name).toBe(false);
}

describe('the first start on a folder of the first format', () => {
  it('keeps a copy of what was there, and needs no second one', async () => {
    const dataDir = join(place, 'kept');
    copyFolder(old, dataDir);
    await expectBroughtOver(dataDir);
    const copy = join(dataDir, 'before-format-2');
    for (const name of ['whorl.json', 'master.key', 'sandbox/registry.json'])
      expect(await readFile(join(copy, name))).toEqual(await readFile(join(old, name)));
    expect(await readdir(join(copy, 'sandbox', 'authority'))).toHaveLength(6);
    await expectSecondStart(dataDir);
  });

  it('may crash at every moment: the next start finishes it', async () => {
    const folder = join(place, 'life');
    copyFolder(old, folder);
    const into = join(place, 'moments');
    let sandbox: TestSandbox | undefined;
    const { moments } = await recordMoments({ folder, into }, async () => {
      sandbox = await startTestSandbox({ dataDir: folder });
    });
    await sandbox?.close({ keep: true });
    expect(moments.length).toBeGreaterThan(20);
    await checkMoments(moments, (moment) => expectBroughtOver(moment.folder));
    console.log(`${moments.length} crashes of a first start on the first format were finished.`);
  }, 90_000);
});

async function expectSecondStart(dataDir: string): Promise<void> {
  const again = await startTestSandbox({ dataDir });
  expect(await mailboxVelocity(again)).toBe(calls + 1);
  expect(again.log.join('')).not.toContain('"migrated"');
  await again.close({ keep: true });
}
