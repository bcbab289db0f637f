/**
 * What a sealed call costs: CPU beside one RSA-2048 private operation on the same core in the same run, and
 * beside a bare server that only opens and seals; latency at half load; start-up; memory.
 *
 * The call is `api/examples/full.json`, every member of the schema, a fresh content key per envelope.
 * `--calls N` sets the sample (20,000).
 */
import { createPublicKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  quantile,
  requestKeyOf,
  sealBodies,
  sendAll,
  sendAtRate,
  type Target,
  target,
} from './support/load.ts';
import { printRows } from './support/print.ts';
import { type MeasuredProcess, runPinned, startMeasured } from './support/processes.ts';

const calls = Number(process.argv[process.argv.indexOf('--calls') + 1]) || 20_000;
const atOnce = 16;
const service = 'packages/cli/src/index.ts';
const dataDir = mkdtempSync(join(tmpdir(), 'whorl-bench-'));
const serviceArgs = ['start', '--data', dataDir, '--port', '0', '--json'];
const full = JSON.parse(readFileSync('api/examples/full.json', 'utf8'));

const micros = (value: number): string => `${value.toFixed(0)} µs`;
const ms = (value: number): string => `${value.toFixed(2)} ms`;
const megabytes = (value: number): string => `${value.toFixed(0)} MB`;

/** CPU per call of a server under load. */
async function cpuPerCall(server: MeasuredProcess, where: Target, bodies: readonly string[]) {
  await sendAll(where, { bodies, count: calls / 4, atOnce });
  const before = server.cpuMicros();
  const perSecond = await sendAll(where, { bodies, count: calls, atOnce });
  return { cpu: (server.cpuMicros() - before) / calls, perSecond };
}

const rsaBefore = runPinned('bench/support/rsa.ts').micros as number;
const first = await startMeasured(service, serviceArgs);
await first.stop();
const whorl = await startMeasured(service, serviceArgs);
await new Promise((resolve) => setTimeout(resolve, 1_000));
const atRest = whorl.residentMegabytes();

const where = target(String(whorl.ready.baseUrl), dataDir, atOnce);
const bodies = sealBodies(requestKeyOf(dataDir), { count: 2_000, transaction: () => full });
const sealed = await cpuPerCall(whorl, where, bodies);
const half = { bodies, perSecond: sealed.perSecond / 2, seconds: 8 };
const latencies = await sendAtRate(where, half);

const afterWarmUp = whorl.residentMegabytes();
const soFar = calls * 1.25 + latencies.length;
await sendAll(where, { bodies, count: Math.max(0, 100_000 - soFar), atOnce });
const after = whorl.residentMegabytes();
where.agent.destroy();
await whorl.stop();

const bare = await startMeasured('bench/support/bare-server.ts', [
  dataDir,
  'api/examples/answer.json',
]);
const bareWhere = target(String(bare.ready.baseUrl), dataDir, atOnce);
const bareKey = createPublicKey(String(bare.ready.requestKey));
const floor = await cpuPerCall(
  bare,
  bareWhere,
  sealBodies(bareKey, { count: 2_000, transaction: () => full }),
);
bareWhere.agent.destroy();
await bare.stop();
const rsa = (rsaBefore + (runPinned('bench/support/rsa.ts').micros as number)) / 2;
rmSync(dataDir, { recursive: true });

printRows('A sealed call', [
  ['one RSA-2048 private operation', micros(rsa), 'CPU, same core, before and after'],
  [
    'bare server: open and seal',
    micros(floor.cpu),
    `CPU a call, ${(floor.cpu / rsa).toFixed(2)} RSA operations`,
  ],
  ['Whorl', micros(sealed.cpu), `CPU a call, ${(sealed.cpu / rsa).toFixed(2)} RSA operations`],
  [
    'Whorl, most it takes',
    `${sealed.perSecond.toFixed(0)}/s`,
    `${atOnce} at once, server on one core`,
  ],
  [
    'latency at half load, p50',
    ms(quantile(latencies, 0.5)),
    `${half.perSecond.toFixed(0)}/s, seen by the client`,
  ],
  ['latency at half load, p99', ms(quantile(latencies, 0.99)), ''],
  ['first start', ms(first.startMs), 'process to ready, authorities and keys made'],
  ['later start', ms(whorl.startMs), 'process to ready'],
  ['memory at rest', megabytes(atRest), 'resident'],
  ['memory after warm-up', megabytes(afterWarmUp), `after ${soFar.toFixed(0)} calls`],
  ['memory after 100,000 calls', megabytes(after), 'the same identity'],
]);
