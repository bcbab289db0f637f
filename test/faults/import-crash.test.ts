/** An import that is killed, or whose service is, goes on where it was: every row counts, and none twice. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminClient, adminClient } from '../support/admin.ts';
import { runWhorl, type ServiceProcess, startService } from '../support/whorl-process.ts';

const launcher = fileURLToPath(new URL('../../bin/whorl.js', import.meta.url));
const rows = 60_000;
const accounts = 100;

let parent: string;
let service: ServiceProcess;
let owner: AdminClient;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'whorl-import-'));
  service = await startService(join(parent, 'data'));
  owner = adminClient({ dataDir: service.dataDir });
});
afterAll(async () => {
  await service.stop('SIGTERM');
  await rm(parent, { recursive: true });
});

/** A history of a project of its own, whose rows are told apart by account; every tenth is rejected. */
async function prepare(project: string) {
  await owner.done('project.create', { body: { name: project, company: 'S', companyId: project } });
  const file = join(parent, `${project}.csv`);
  const lines = Array.from({ length: rows }, (_, at) => {
    const time = at % 10 === 9 ? 'never' : new Date(Date.UTC(2026, 0, 1) + at * 1000).toISOString();
    return `${time},account ${at % accounts},shop,1.00`;
  });
  writeFileSync(file, `time,account,merchant,amount\n${lines.join('\n')}\n`);
  const rejects = join(parent, `${project}.rejects.csv`);
  return ['network', 'import', file, '--project', project, '--data', service.dataDir].concat(
    ...['--rejects', rejects, '--json'],
  );
}

const totalOf = async (project: string, members: object, role: 'account' | 'merchant') => {
  const { sighting } = await owner.done('network.show', {
    ...{ project, body: { role, members: { ...members } } },
  });
  return sighting?.total ?? 0;
};

const countedOf = (project: string): Promise<number> =>
  totalOf(project, { acquirerMerchantId: 'shop' }, 'merchant');

async function expectWhole(project: string): Promise<void> {
  const told = readFileSync(join(parent, `${project}.rejects.csv`), 'utf8')
    .trim()
    .split('\r\n');
  const [, ...lines] = told.map((line) => Number(line.split(',', 1)[0]));
  expect(lines).toEqual(Array.from({ length: rows / 10 }, (_, at) => at * 10 + 11));
  expect(await countedOf(project)).toBe((rows * 9) / 10);
  for (const at of [0, 42, 99]) {
    const hashedAccountId = `account ${at}`;
    const expected = at % 10 === 9 ? 0 : rows / accounts;
    expect(await totalOf(project, { hashedAccountId }, 'account')).toBe(expected);
  }
}

/** Starts an import in a process group of its own, and waits until more was counted than before. */
async function begin(project: string, args: readonly string[]) {
  const before = await countedOf(project);
  const child = spawn(process.execPath, [launcher, ...args], { detached: true, stdio: 'ignore' });
  const ended = once(child, 'close');
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  while (!isOver && (await countedOf(project)) === before) await sleep(5);
  return { ended, kill: () => isOver || process.kill(-(child.pid ?? 0), 'SIGKILL') };
}

describe('an import', () => {
  it('that is killed again and again counts every row once', async () => {
    const args = await prepare('killed');
    for (let kill = 0; kill < 6; kill += 1) {
      const running = await begin('killed', args);
      await sleep(kill * 13);
      running.kill();
      await running.ended;
    }
    const { code, stdout } = await runWhorl(args);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ event: 'import', throughLine: rows + 1 });
    await expectWhole('killed');
  }, 60_000);

  it('whose service is killed again and again counts every row once', async () => {
    const args = await prepare('crashed');
    for (let kill = 0; kill < 4; kill += 1) {
      const running = await begin('crashed', args);
      await sleep(kill * 17);
      await service.stop('SIGKILL');
      await running.ended;
      service = await startService(service.dataDir);
    }
    expect((await runWhorl(args)).code).toBe(0);
    await expectWhole('crashed');
  }, 60_000);

  it('that is asked to stop says where it goes on', async () => {
    const args = await prepare('stopped');
    const child = spawn(process.execPath, [launcher, ...args], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
    while ((await countedOf('stopped')) === 0) await sleep(5);
    child.kill('SIGINT');
    const [code] = await once(child, 'close');
    const [done, failure] = printed
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect([code, failure?.code]).toEqual([1, 'NOT_FINISHED']);
    expect(await countedOf('stopped')).toBe(done.counted);
    expect((await runWhorl(args)).code).toBe(0);
    await expectWhole('stopped');
  }, 60_000);
});
