/**
 * `node service-on-full-disk.ts FOLDER`: a whole service on a small file system that fills up, is emptied, and is
 * full at a start. Prints what its callers and its operator saw. Whoever starts it makes the file system small.
 */
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '@whorl/client';
import { adminClient } from '../../support/admin.ts';
import { startTestSandbox, type TestSandbox } from '../../support/sandbox.ts';
import { exampleTransaction } from '../../support/transactions.ts';

const [parent = ''] = process.argv.slice(2);
const dataDir = join(parent, 'data');
const ballast = join(parent, 'ballast');

/** Nothing is tried again: each outcome is told. */
function callerOf({ baseUrl, demo }: TestSandbox) {
  const { ca, cert, key, requestKey, responseKey } = demo;
  const encryption = { requestKey, responseKey };
  return createClient({ baseUrl, tls: { ca, cert, key }, encryption, retries: 0 });
}

let answered = 0;

/** @returns how they ended that were not answered */
async function callMany(sandbox: TestSandbox, calls: number): Promise<readonly unknown[]> {
  const client = callerOf(sandbox);
  const made = Array.from({ length: calls }, () =>
    client.transactions.retrieve(exampleTransaction('full') as never),
  );
  const outcomes = await Promise.allSettled(made);
  client.close();
  const refusals = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  answered += calls - refusals.length;
  return refusals.map(({ status, recoverable }) => ({ status, recoverable }));
}

const owner = adminClient({ dataDir });

/** How often the operator is shown that the example was seen, or why that is not shown. */
async function timesShown(): Promise<unknown> {
  const members = { primaryEmail: 'avery.morgan@example.com' };
  const body = { role: 'primaryEmail' as const, members };
  const shown = await owner.call('network.show', { project: 'demo', body });
  return shown.body.sighting?.total ?? shown.problem;
}

/** Whether everything is shown that was answered, and nothing else. */
const isWhole = async (): Promise<boolean> => (await timesShown()) === answered;

function fill(): void {
  const { bavail, bsize } = statfsSync(parent);
  writeFileSync(ballast, Buffer.alloc(bavail * bsize));
}

const told: Record<string, unknown> = {};
let sandbox = await startTestSandbox({ dataDir });
told.refusedAtFirst = await callMany(sandbox, 5);
fill();
const refusals: unknown[] = [];
while (refusals.length < 30) refusals.push(...(await callMany(sandbox, 10)));
told.refusals = [...new Set(refusals.map((one) => JSON.stringify(one)))];
told.sizeWhileFull = (await owner.done('network.stats')).elements > 0;
told.shownWhileFull = await timesShown();
rmSync(ballast);
told.refusedWithRoom = await callMany(sandbox, 10);
told.isWholeWithRoom = await isWhole();
fill();
await sandbox.close({ keep: true });
told.startWhileFull = await startTestSandbox({ dataDir }).catch(String);
rmSync(ballast);
sandbox = await startTestSandbox({ dataDir });
told.refusedAtLast = await callMany(sandbox, 5);
told.isWholeAtLast = await isWhole();
await sandbox.close({ keep: true });
console.log(JSON.stringify(told));
