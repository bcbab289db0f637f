/**
 * A crash in the middle of every step leaves the old state or the new one. A data folder lives through every
 * operation that changes something; what a crash would leave at every moment of each is opened, looked at,
 * and worked on. Some are killed for real, to show that this is what a crash leaves.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { createClient } from '@whorl/client';
import { adminOperations, type OperationId } from '@whorl/contract/admin';
import { type RunningWhorl, startWhorl } from '@whorl/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminClient, adminClient } from '../support/admin.ts';
import { keepLog, readDemo } from '../support/sandbox.ts';
import { exampleTransaction } from '../support/transactions.ts';
import { withFolder } from './admin-here.ts';
import { blurred, countsOf, type Look, lookAt, partsOf } from './admin-look.ts';
import {
  type Known,
  type Life,
  masterKeyFile,
  nextMasterKeyFile,
  readers,
  type Step,
  steps,
} from './admin-steps.ts';
import { killStep } from './kill-step.ts';
import { checkMoments, copyFolder, type Moment, recordMoments } from './moments.ts';

let place: string;
let root: string;
let service: RunningWhorl;
let life: Life;
let opened = 0;
let killed = 0;

const optionsOf = (where: string, keyFile = masterKeyFile(where)) => ({
  dataDir: join(where, 'data'),
  flags: { port: '0', adminPort: '0', productionPort: '0', masterKeyFile: keyFile },
  environment: {},
  logStream: { write: (text: string) => keepLog([], text) },
});

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'whorl-crash-'));
  root = join(place, 'life');
  await mkdir(join(root, 'keys'), { recursive: true });
  const key = `${randomBytes(32).toString('base64url')}\n`;
  await writeFile(masterKeyFile(root), key, { mode: 0o600 });
});
afterAll(async () => {
  await service?.close();
  await rm(place, { recursive: true });
  console.log(`${opened} folders were opened as a crash left them; ${killed} crashes were real.`);
});

async function record(work: () => Promise<void>) {
  const into = await mkdtemp(join(place, 'moments-'));
  return recordMoments({ folder: root, into }, work);
}

async function each(
  moments: readonly Moment[],
  check: (moment: Moment) => Promise<void>,
): Promise<void> {
  expect(moments.length).toBeGreaterThan(1);
  await checkMoments(moments, check);
  opened += moments.length;
}

async function expectWhole(admin: AdminClient): Promise<Look> {
  expect(await admin.done('audit.verify', { body: {} })).toMatchObject({ ok: true });
  return lookAt(admin);
}

describe('a crash of the first start', () => {
  it('leaves a folder that the next start finishes', async () => {
    const { moments } = await record(async () => {
      service = await startWhorl(optionsOf(root));
    });
    const owner = adminClient({ dataDir: service.dataDir });
    life = { root, owner, baseUrl: service.baseUrl, known: {} as Known };
    const whole = countsOf(await lookAt(owner));
    await each(moments, async ({ folder }) => {
      const next = await startWhorl(optionsOf(folder));
      const look = await expectWhole(adminClient({ dataDir: next.dataDir }));
      await callAsDemo(next);
      await next.close();
      expectAboutTheSame(countsOf(look), whole);
    });
  }, 90_000);
});

async function callAsDemo({ baseUrl, dataDir }: RunningWhorl): Promise<void> {
  const { ca, cert, key, requestKey, responseKey } = await readDemo(dataDir);
  const encryption = { requestKey, responseKey };
  const client = createClient({ baseUrl, tls: { ca, cert, key }, encryption });
  await client.transactions.retrieve(exampleTransaction('minimal') as never);
  client.close();
}

type Counts = ReturnType<typeof countsOf>;

/** What was made for the demo and not handed over any more is made once again. */
function expectAboutTheSame(found: Counts, whole: Counts): void {
  const [sandbox] = found.environments;
  const extra = (sandbox?.credentials ?? 0) - 1;
  expect([0, 1]).toContain(extra);
  expect(sandbox?.keys).toBeLessThanOrEqual(1 + extra);
  const same = whole.environments.map((counts) => ({ ...counts, ...sandbox }));
  expect(found).toEqual({ ...whole, environments: same });
}

/** What is killed for real as well: what writes files, and one of each store. */
const toKill: readonly OperationId[] = [
  'account.invite',
  'project.create',
  'credential.revoke',
  'production.init',
  'authority.rotate-issuer',
  'master-key.rotate',
];

describe('a crash of an operation leaves the old state or the new one:', () => {
  it.each(steps)(
    '$name',
    async (step) => {
      await step.prepare?.(life);
      const { owner, known } = life;
      const asked = { ...known };
      const request = (where: string) => step.request(asked, where);
      const before = await lookAt(owner);
      let answer: unknown;
      const { moments, writes } = await record(async () => {
        answer = await owner.done(step.id, request(root));
      });
      const after = await lookAt(owner);
      step.learn?.(known, answer as never);
      const victims: readonly Left[] = toKill.includes(step.id)
        ? await kills(moments[0], { step, request, writes })
        : [];
      const change = { before, after, request };
      await each([...moments, ...victims], (moment) => checkMoment(step, moment, change));
    },
    60_000,
  );
});

interface Victim {
  readonly step: Step;
  readonly request: (root: string) => object;
  readonly writes: number;
}

/**
 * Kills it twice on the way. Nobody serves there: what a service writes besides, such as the network and the journal
 * of a production that starts, does not come to pass, so that it makes fewer writes.
 */
function kills(start: Moment | undefined, { step, request, writes }: Victim) {
  return Promise.all(
    [1 / 4, 1 / 2].map(async (share) => {
      const folder = await mkdtemp(join(place, 'killed-'));
      copyFolder(start?.folder ?? '', folder);
      const at = Math.max(1, Math.round(share * writes));
      const { logStream: _, ...options } = optionsOf(folder);
      await killStep({ options, id: step.id, request: request(folder), at });
      killed += 1;
      return { folder, before: `write ${at}, by a signal`, isOther: true };
    }),
  );
}

interface Left extends Moment {
  /** Whether it was another run than the one that is compared with: the same but for its ids and times. */
  readonly isOther?: boolean;
}

interface Change {
  readonly before: Look;
  readonly after: Look;
  readonly request: (root: string) => ReturnType<Step['request']>;
}

async function checkMoment(step: Step, { folder, isOther }: Left, change: Change): Promise<void> {
  if (step.expectAtStart !== undefined) await startThere(step.expectAtStart, folder);
  await withFolder(optionsOf(folder), async (admin) => {
    const isDone = expectOldOrNew(await expectWhole(admin), change, isOther);
    await step.expectHere?.(admin, life.known);
    const { status, problem } = await admin.call(step.id, change.request(folder));
    if (status >= 300) {
      expect([409, ...(step.again ?? [])]).toContain(status);
      expect(problem.message).toMatch(/^[A-Z/].*\.$/);
      expect(isDone || step.isSpent, 'refused, and not done').toBe(true);
    } else if (!isDone) expect(countsOf(await lookAt(admin))).toEqual(countsOf(change.after));
  });
}

async function startThere(check: NonNullable<Step['expectAtStart']>, folder: string) {
  const next = await startWhorl(optionsOf(folder));
  try {
    await check(adminClient({ dataDir: next.dataDir }), next.dataDir);
  } finally {
    await next.close();
  }
}

/** @returns whether it is done */
function expectOldOrNew(look: Look, change: Change, isOther = false): boolean {
  const read = (one: Look) => (isOther ? blurred(partsOf(one)) : partsOf(one));
  const [found, before, after] = [read(look), read(change.before), read(change.after)];
  for (const [name, part] of Object.entries(found))
    expect([before[name], after[name], lagging(name, before, after)], name).toContainEqual(part);
  const states = [found, before, after].map((parts) =>
    Object.fromEntries(Object.entries(parts).map(([name, { state }]) => [name, state])),
  );
  expect(states.slice(1)).toContainEqual(states[0]);
  return isDeepStrictEqual(states[0], states[2]);
}

type Parts = ReturnType<typeof partsOf>;

/**
 * People and their trail are two files: a crash between them loses the record of what was under way. What
 * is done in an environment is in its trail, or was not done.
 */
const lagging = (name: string, before: Parts, after: Parts): unknown =>
  name === 'accounts' && { state: after.accounts?.state, trail: before.accounts?.trail };

describe('a crash of the first start with another master key', () => {
  it('leaves a folder that opens with it', async () => {
    const before = await lookAt(life.owner);
    await service.close();
    const next = (where: string) => optionsOf(where, nextMasterKeyFile(where));
    const { moments } = await record(async () => {
      service = await startWhorl(next(root));
    });
    await each(moments, ({ folder }) =>
      withFolder(next(folder), async (admin) => {
        const look = await expectWhole(admin);
        expect(partsOf(look)).toEqual(partsOf(before));
      }),
    );
    await service.close();
    await expect(withFolder(optionsOf(root), lookAt)).rejects.toThrow(/master key/);
  }, 60_000);
});

it('every operation that changes something was crashed', () => {
  const done = new Set(steps.map(({ id }) => id));
  const all = Object.keys(adminOperations) as OperationId[];
  // These only look, or are refused while a service runs.
  const others = ['network.verify', 'network.restore', 'network.rekey', 'audit.verify'];
  expect(all.filter((id) => !done.has(id) && !readers.includes(id)).toSorted()).toEqual(
    others.toSorted(),
  );
});
