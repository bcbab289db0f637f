/**
 * The identity network beside other stores that do the same work: a call reads 26 records and counts each once more,
 * and is on disk before it is answered; 16 calls are in flight. CPU, latency, size, restart after a kill.
 *
 * `npm run bench -- network --records 10k,1m,10m --calls 20000 --only whorl,lmdb,sqlite,redis`. Other stores are
 * left out at more than a million records, unless they are named.
 */
import { parseArgs } from 'node:util';
import { contend, type Result } from './network/contest.ts';
import { contestants } from './network/contestants/contestants.ts';
import { distributions } from './network/draw.ts';
import type { Done } from './network/task.ts';
import { printRows } from './support/print.ts';

const { values: flags } = parseArgs({
  options: {
    records: { type: 'string', default: '10k,1m,10m' },
    calls: { type: 'string', default: '20000' },
    only: { type: 'string' },
  },
});
const sizes = flags.records.split(',').map(readSize);
const calls = Number(flags.calls);
const most = 1_000_000;

for (const records of sizes) await compare(records);

async function compare(records: number): Promise<void> {
  const rows: (readonly [string, string, string])[] = [];
  const sums = new Set<number>();
  for (const contestant of namesAt(records)) {
    const result = await contend({ contestant, records, calls });
    if (typeof result === 'string') rows.push([contestant, 'left out', result]);
    else {
      rows.push(...rowsOf(contestant, result));
      sums.add(result.loaded.sum);
    }
  }
  printRows(`${records.toLocaleString('en')} records`, rows);
  if (sums.size > 1) throw new Error(`They do not agree on what they counted: ${[...sums]}.`);
}

/** Whoever is wanted at this size. */
function namesAt(records: number): readonly string[] {
  if (flags.only !== undefined) return flags.only.split(',');
  return records > most ? ['whorl'] : Object.keys(contestants);
}

function rowsOf(name: string, { loaded, restarted }: Result) {
  const loads = distributions.flatMap((distribution) => {
    const load = loaded.loads[distribution];
    return load === undefined ? [] : [[distribution, load] as const];
  });
  return [
    ...loads.map(([distribution, { cpuMicros, p50Ms, p99Ms, perSecond }]) => {
      const latency = `p50 ${p50Ms.toFixed(2)} ms, p99 ${p99Ms.toFixed(2)} ms`;
      const meaning = `CPU a call; ${latency}; ${perSecond.toFixed(0)} calls/s`;
      return [`${name}, ${distribution}`, `${cpuMicros.toFixed(0)} µs`, meaning] as const;
    }),
    ...upkeepRows(name, loaded),
    [
      `${name}, size`,
      `${(loaded.bytes / loaded.records).toFixed(0)} B`,
      `a record, of ${loaded.records.toLocaleString('en')}`,
    ] as const,
    [
      `${name}, restart after a kill`,
      `${restarted.openMs.toFixed(0)} ms`,
      'nothing lost; files in the page cache',
    ] as const,
  ];
}

function upkeepRows(name: string, { upkeep }: Done) {
  if (upkeep === undefined) return [];
  const { wallMs, cpuMs, everyCalls, p50Ms, p99Ms } = upkeep;
  const every = `one every ${everyCalls.toFixed(0)} calls`;
  const one = `takes ${wallMs.toFixed(0)} ms, ${cpuMs.toFixed(0)} ms of CPU`;
  const meanwhile = `meanwhile p50 ${p50Ms.toFixed(2)} ms, p99 ${p99Ms.toFixed(2)} ms`;
  const micros = (cpuMs * 1_000) / everyCalls;
  return [
    [`${name}, images`, `${micros.toFixed(1)} µs`, `CPU a call: ${every}, ${one}; ${meanwhile}`],
  ] as const;
}

/** 10k, 1m: so many records. */
function readSize(text: string): number {
  const [, digits, unit = ''] = /^(\d+)([km]?)$/.exec(text) ?? [];
  if (digits === undefined) throw new Error(`--records takes 10k,1m and the like, not "${text}".`);
  return Number(digits) * ({ k: 1_000, m: 1_000_000 }[unit] ?? 1);
}
