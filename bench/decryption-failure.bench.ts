/**
 * Whether ways to fail can be told apart by time: a bad tag, bad padding, and an encrypted key too large for
 * the modulus, one after the other in turn, over one connection. `--rounds N` sets the sample (200).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quantile, requestKeyOf, sealBodies, send, target } from './support/load.ts';
import { printRows } from './support/print.ts';
import { startMeasured } from './support/processes.ts';

const rounds = Number(process.argv[process.argv.indexOf('--rounds') + 1]) || 200;
const dataDir = mkdtempSync(join(tmpdir(), 'whorl-bench-'));
const args = ['start', '--data', dataDir, '--port', '0', '--json'];
const settings = { WHORL_DECRYPTION_FAILURES_PER_MINUTE: '1000000' };
const whorl = await startMeasured('packages/cli/src/index.ts', args, settings);
const where = target(String(whorl.ready.baseUrl), dataDir, 1);
const [body = ''] = sealBodies(requestKeyOf(dataDir), { count: 1, transaction: () => ({}) });

/** The body with one part of its envelope replaced. */
function withPart(index: number, change: (bytes: Buffer) => Buffer): string {
  const parts = JSON.parse(body).encryptedData.split('.');
  parts[index] = change(Buffer.from(parts[index], 'base64url')).toString('base64url');
  return JSON.stringify({ encryptedData: parts.join('.') });
}

const flipFirst = (bytes: Buffer): Buffer => {
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes;
};
const flipLast = (bytes: Buffer): Buffer => {
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return bytes;
};

const failures = {
  'bad tag': withPart(4, flipFirst),
  'bad padding': withPart(1, flipLast),
  'encrypted key too large': withPart(1, (bytes) => bytes.fill(0xff)),
};

const times = new Map<string, number[]>(Object.keys(failures).map((name) => [name, []]));
for (let round = 0; round < rounds; round += 1)
  for (const [name, failing] of Object.entries(failures)) {
    const { status, ms } = await send(where, failing);
    if (status !== 400) throw new Error(`${name} was answered with ${status}`);
    times.get(name)?.push(ms);
  }
where.agent.destroy();
await whorl.stop();
rmSync(dataDir, { recursive: true });

const ms = (value: number): string => value.toFixed(2).padStart(6);
printRows(
  `Decryption failures, ms seen by the client, ${rounds} each: p5, p25, p50, p75, p95`,
  [...times].map(([name, sample]) => {
    const shown = [0.05, 0.25, 0.5, 0.75, 0.95].map((share) => ms(quantile(sample, share)));
    return [name, shown.join('  '), ''] as const;
  }),
);
