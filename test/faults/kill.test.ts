/** kill -9 in the middle of a thousand concurrent calls: every call that was answered is in the network. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type WhorlClient } from '@whorl/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDemo } from '../support/sandbox.ts';
import { exampleTransaction } from '../support/transactions.ts';
import { type ServiceProcess, startService } from '../support/whorl-process.ts';

const calls = 1_000;

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'whorl-kill-'));
});
afterAll(() => rm(dataDir, { recursive: true }));

async function clientOf({ baseUrl }: ServiceProcess): Promise<WhorlClient> {
  const { ca, cert, key, requestKey, responseKey } = await readDemo(dataDir);
  const encryption = { requestKey, responseKey };
  return createClient({
    baseUrl,
    tls: { ca, cert, key },
    encryption,
    timeoutMs: 30_000,
    retries: 0,
  });
}

const transactionOf = (person: number) => ({
  ...exampleTransaction('minimal'),
  primaryEmail: `person-${person}@example.com`,
});

async function firstSeenDays(client: WhorlClient, person: number): Promise<number | undefined> {
  const insights = await client.transactions.retrieve(transactionOf(person) as never);
  return insights.individualInsights?.primaryEmail?.firstSeenDays;
}

describe('a service killed in the middle of its work', () => {
  it('has lost no call that it had answered', async () => {
    const service = await startService(dataDir);
    const client = await clientOf(service);
    const answered: number[] = [];
    const all = Array.from({ length: calls }, async (_, person) => {
      await firstSeenDays(client, person);
      if (answered.push(person) === Math.floor(calls / 3)) process.kill(service.pid, 'SIGKILL');
    });
    await Promise.allSettled(all);
    client.close();
    expect(answered.length).toBeGreaterThanOrEqual(Math.floor(calls / 3));
    expect(answered.length).toBeLessThan(calls);

    const restarted = await startService(dataDir);
    const again = await clientOf(restarted);
    const forgotten: number[] = [];
    for (const person of answered)
      if ((await firstSeenDays(again, person)) !== 1) forgotten.push(person);
    again.close();
    expect(await restarted.stop('SIGTERM')).toBe(0);
    expect(forgotten).toEqual([]);
    console.log(
      `${answered.length} of ${calls} calls were answered before the kill; all were kept.`,
    );
  }, 120_000);
});
