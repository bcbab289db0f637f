/** Raw identity stays in flight: nothing that is kept on disk, and no line of the log, holds any of it. */
import { randomUUID } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WhorlError } from '@whorl/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminClient } from '../support/admin.ts';
import { plainAgent, post } from '../support/post.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { exampleTransaction } from '../support/transactions.ts';
import { runWhorl } from '../support/whorl-process.ts';
import { elementsOf, history, historyFile, identity, transactions } from './population.ts';
import { generationIn, pseudonymIn, sealIn } from './stored-ids.ts';
import { Traces } from './traces.ts';
import { filesBelow, tracesBelow } from './walk.ts';

const everybody = new Traces().addTexts(identity);

/** Calls that are refused carry identity as well. */
async function sendRefused(sandbox: TestSandbox): Promise<void> {
  const invalid = { ...exampleTransaction('full'), mcc: 'x', ipAddress: 'nobody@example.com' };
  const refused = sandbox.client.transactions.retrieve(invalid as never);
  await expect(refused).rejects.toThrow(WhorlError);
  const { ca, cert, key } = sandbox.demo;
  const agent = plainAgent({ ca, cert, key });
  const clear = JSON.stringify(exampleTransaction('full'));
  for (const body of [clear, `{"encryptedData":"${'eyJ4'.repeat(20)}"}`, clear.slice(0, 300)]) {
    const { status } = await post(sandbox.baseUrl, { agent, body });
    expect(status).toBe(400);
  }
  await post(sandbox.baseUrl, { agent, body: clear, path: '/avery.morgan@example.com' });
  agent.destroy();
}

async function sendAll(sandbox: TestSandbox): Promise<void> {
  for (const transaction of [...transactions, ...transactions])
    await sandbox.client.transactions.retrieve(transaction as never, {
      idempotencyKey: `order-of-avery.morgan@example.com-${randomUUID()}`,
    });
  await sendRefused(sandbox);
}

/** A data folder, as it was at some moment, with what was written beside it. */
interface Kept {
  readonly folder: string;
  readonly dataDir: string;
}

/** By what had just been done. */
type Stage = 'called' | 'erased' | 'rekeyed' | 'restored';

let parent: string;
let log: readonly string[];
/** All that commands printed. */
let printed = '';
const stages: Partial<Record<Stage, Kept>> = {};

/** An element that is erased, and one that stays. */
const [erased, kept] = [
  { kind: 'email', canonical: 'avery.morgan@example.com' },
  { kind: 'account', canonical: history[3]?.hashedAccountId ?? '' },
];

async function whorl(args: readonly string[], input = ''): Promise<void> {
  const { code, stdout, stderr } = await runWhorl(
    [...args, '--data', join(parent, 'now/data')],
    input,
  );
  printed += stdout + stderr;
  expect([args[1], code, code === 0 ? '' : stderr]).toEqual([args[1], 0, '']);
}

/** A copy for the tests to look at: what is in it does not change any more. */
function keep(stage: Stage): void {
  const folder = join(parent, stage);
  cpSync(join(parent, 'now'), folder, {
    recursive: true,
    filter: (path) => !path.endsWith('.sock') && !path.endsWith('/history.csv'),
  });
  stages[stage] = { folder, dataDir: join(folder, 'data') };
}

const at = (stage: Stage): Kept => stages[stage] as Kept;

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'whorl-privacy-'));
  const now = join(parent, 'now');
  const sandbox = await startTestSandbox({
    dataDir: join(now, 'data'),
    flags: { logLevel: 'debug' },
  });
  await sendAll(sandbox);
  writeFileSync(join(now, 'history.csv'), historyFile());
  await whorl(['network', 'import', join(now, 'history.csv'), '--project', 'demo']);
  keep('called');
  const named = ['--project', 'demo', '--email'];
  await whorl(['network', 'show', ...named], history[0]?.primaryEmail);
  await whorl(['network', 'backup', join(now, 'backup')]);
  await whorl(['network', 'erase', ...named, '--yes'], ' Avery.Morgan@EXAMPLE.com');
  await whorl(['network', 'verify']);
  keep('erased');
  await sandbox.close({ keep: true });
  log = sandbox.log;
  await whorl(['network', 'rekey', '--yes']);
  keep('rekeyed');
  await whorl(['network', 'restore', join(now, 'backup'), '--yes']);
  keep('restored');
}, 120_000);
afterAll(() => rm(parent, { recursive: true }));

describe.each<Stage>(['called', 'erased', 'rekeyed', 'restored'])('when it was %s', (stage) => {
  it('no file holds anything of who calls and history were about', () => {
    const { folder } = at(stage);
    const files = filesBelow(folder);
    for (const name of ['registry.sqlite', 'journal.sqlite'])
      expect(files).toContain(`data/sandbox/${name}`);
    expect(files.filter((name) => /network\/generation-\d\/log-000001$/.test(name))).toHaveLength(
      1,
    );
    expect(tracesBelow(folder, everybody)).toEqual([]);
  });

  it('no file holds a name that a caller gave a call, since it may be one', () => {
    const names = new Traces().addTexts(['order-of-avery', 'order-of-quillon']);
    expect(tracesBelow(at(stage).folder, names)).toEqual([]);
  });

  it('no file holds a pseudonym: what is kept is under the storage key as well', async () => {
    const { dataDir, folder } = at(stage);
    const pseudonyms = new Traces();
    for (const element of [...transactions, ...history].flatMap(elementsOf))
      pseudonyms.addBytes(element.kind, await pseudonymIn(dataDir, element));
    expect(tracesBelow(folder, pseudonyms)).toEqual([]);
  });
});

it('no line of the log names anybody, however much is logged', () => {
  expect(log.filter((line) => line.includes('"event":"call"'))).toHaveLength(6);
  expect(log.filter((line) => line.includes('"event":"refused"'))).toHaveLength(5);
  expect(everybody.in(Buffer.from(log.join('')))).toEqual([]);
});

it('no command prints whom it was about', () => {
  expect(printed).toContain('Every record is as it must be.');
  expect(everybody.in(Buffer.from(printed))).toEqual([]);
});

/** In which files an element's identifier is, under the storage key that the folder has. */
async function whereKept(stage: Stage, element: typeof kept, sealedAt = stage): Promise<string[]> {
  const { dataDir, folder } = at(stage);
  const seal = await sealIn(at(sealedAt).dataDir);
  const id = seal(await pseudonymIn(dataDir, element));
  return tracesBelow(folder, new Traces().addBytes('id', id));
}

describe('what is kept in place of identity', () => {
  it('can be recomputed by who has the keys, and is in log, images and backup', async () => {
    const one = 'data/sandbox/network/generation-1/log-000001: id (raw)';
    expect(await whereKept('called', kept)).toEqual([one]);
    expect(await whereKept('called', erased)).toEqual([one]);
    const backup = expect.stringMatching(/^backup\/log-000001: id/);
    expect(await whereKept('erased', kept)).toEqual(expect.arrayContaining([one, backup]));
    expect(await whereKept('rekeyed', kept)).toContainEqual(
      'data/sandbox/network/generation-2/log-000001: id (raw)',
    );
  });

  it('is gone once its element was erased, but for the list of what was, and former backups', async () => {
    const list = 'data/sandbox/erased: id (raw)';
    expect(await whereKept('erased', erased)).toEqual(['backup/log-000001: id (raw)', list]);
    // A restore erases again what was erased since the backup.
    for (const stage of ['rekeyed', 'restored'] as const)
      expect(await whereKept(stage, erased), stage).toEqual([list]);
  });

  it('is another after a rekey: nothing is left of the former', async () => {
    for (const element of [kept, erased]) {
      const left = await whereKept('rekeyed', element, 'erased');
      expect(left.filter((trace) => !trace.startsWith('backup/'))).toEqual([]);
    }
  });

  it('is kept without the keys beside it: they are wrapped', () => {
    const { dataDir } = at('rekeyed');
    const registry = readFileSync(join(dataDir, 'sandbox/registry.sqlite'), 'latin1');
    expect(registry).toMatch(/wk2\.1\.[\w-]+/);
    expect(registry).not.toContain('PRIVATE KEY');
    expect(readFileSync(join(generationIn(dataDir).folder, 'storage-key'), 'utf8')).toMatch(
      /^wk2\./,
    );
  });
});

describe('two folders', () => {
  it('keep one address under pseudonyms that cannot be compared', async () => {
    const other = await startTestSandbox();
    await other.client.transactions.retrieve(exampleTransaction('full') as never);
    const [one, another] = [
      await pseudonymIn(at('called').dataDir, erased),
      await pseudonymIn(other.dataDir, erased),
    ];
    expect(one).not.toEqual(another);
    await other.close();
  });
});

describe('a folder that does hold somebody', () => {
  it('is found out', async () => {
    const dataDir = join(parent, 'leaky');
    const sandbox = await startTestSandbox({ dataDir });
    const body = { name: 'leaky', company: String(history[5]?.cardHolderName), companyId: 'l' };
    await adminClient({ dataDir }).done('project.create', { body });
    const found = tracesBelow(dataDir, everybody);
    expect(found.filter((trace) => !/registry\.sqlite.*: quillon vanter/i.test(trace))).toEqual([]);
    expect(found).not.toEqual([]);
    await sandbox.close();
  });
});
