/** kill -9 of the whole service, again and again, while named calls are in flight: each counts once. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, type WhorlClient, type WhorlError } from '@whorl/client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { adminClient } from '../../support/admin.ts';
import { below, createRandom } from '../../support/random.ts';
import { readDemo } from '../../support/sandbox.ts';
import { exampleTransaction } from '../../support/transactions.ts';
import { type ServiceProcess, startService } from '../../support/whorl-process.ts';

const calls = 1_500;
const kills = 8;
const lanes = 48;
const seed = 20_261_124;

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'whorl-kills-'));
});
afterAll(() => rm(dataDir, { recursive: true }));

async function clientOf({ baseUrl }: ServiceProcess): Promise<WhorlClient> {
  const { ca, cert, key, requestKey, responseKey } = await readDemo(dataDir);
  const encryption = { requestKey, responseKey };
  return createClient({ baseUrl, tls: { ca, cert, key }, encryption, retries: 0 });
}

/** What each call was answered with, by its number. */
type Answers = Map<number, string>;

/** Makes the calls of these numbers, several at a time, until the service is gone. */
async function callAll(service: ServiceProcess, numbers: readonly number[]): Promise<Answers> {
  const client = await clientOf(service);
  const left = [...numbers];
  const answers: Answers = new Map();
  const work = async (): Promise<void> => {
    for (let number = left.shift(); number !== undefined; number = left.shift()) {
      const transaction = { ...exampleTransaction('minimal'), ipAddress: `10.0.0.${number % 50}` };
      const named = { idempotencyKey: `call-${number}` };
      await client.transactions.retrieve(transaction as never, named).then(
        ({ id = '' }) => answers.set(number, id),
        (error: WhorlError) => {
          // A busy machine may be late with what it answered before.
          if (error.status !== 503) throw error;
          left.push(number);
        },
      );
    }
  };
  await Promise.allSettled(Array.from({ length: lanes }, work));
  client.close();
  return answers;
}

async function timesSeen(): Promise<number> {
  const members = { primaryEmail: 'avery.morgan@example.com' };
  const body = { role: 'primaryEmail' as const, members };
  const shown = await adminClient({ dataDir }).done('network.show', { project: 'demo', body });
  return shown.sighting?.total ?? 0;
}

/** The answers that the journal tells. */
async function listedIds(): Promise<string[]> {
  const ids: string[] = [];
  let next: string | undefined;
  do {
    const query = { limit: '1000', ...(next !== undefined && { after: next }) };
    const page = await adminClient({ dataDir }).done('call.list', { project: 'demo', query });
    ids.push(...page.calls.map(({ id }) => id ?? ''));
    next = page.next;
  } while (next !== undefined);
  return ids;
}

it('counts every named call once, however often it was repeated, and keeps its answer', async () => {
  const random = createRandom(seed);
  const answered: Answers = new Map();
  const all = Array.from({ length: calls }, (_, n) => n);
  const remaining = () => all.filter((number) => !answered.has(number));
  for (let kill = 0; kill < kills; kill += 1) {
    const service = await startService(dataDir);
    // Some are repeated though they were answered: by whom the answer did not reach, say.
    const again = all.filter((number) => answered.has(number) && random() < 0.1);
    const calling = callAll(service, [...again, ...remaining()]);
    await sleep(below(random, 700));
    const seen = await timesSeen();
    expect(seen).toBeGreaterThanOrEqual(answered.size);
    await service.stop('SIGKILL');
    for (const [number, id] of await calling) {
      expect(answered.get(number) ?? id, `call ${number}, kill ${kill}`).toBe(id);
      answered.set(number, id);
    }
    expect(answered.size, 'a kill in the middle').toBeLessThan(calls);
  }
  const service = await startService(dataDir);
  for (const [number, id] of await callAll(service, all)) {
    expect(answered.get(number) ?? id, `call ${number}, at last`).toBe(id);
    answered.set(number, id);
  }
  expect(answered.size).toBe(calls);
  expect(await timesSeen()).toBe(calls);
  const listed = await listedIds();
  expect(new Set(listed).size).toBe(listed.length);
  expect([...answered.values()].filter((id) => !listed.includes(id))).toEqual([]);
  // Each start greets with a call of its own, about somebody else.
  expect(listed.length - calls).toBeLessThanOrEqual(kills + 1);
  expect(await service.stop('SIGTERM')).toBe(0);
}, 300_000);
