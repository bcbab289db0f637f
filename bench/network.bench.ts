/**
 * The identity network beside other stores that do the same work: a call reads 26 records and counts each once more,
 * and is on disk before it is answered; 16 calls are in flight. CPU of all threads and servers, latency, size, restart
 * after a kill. What they counted is compared.
 *
 * `npm run bench -- network --records 10k,1m,10m --calls 10000 --only whorl,whorl-counts,lmdb,sqlite,redis`. Beyond a
 * million records only `whorl` takes part, unless others are named.
 */
import { parseArgs } from 'node:util';
import { contend } from './network/contest.ts';
import { contestants } from './network/contestants/contestants.ts';
import { measureDisk } from './network/disk.ts';
import { type Row, rowsOf } from './network/rows.ts';
import { printRows } from './support/print.ts';

const { values: flags } = parseArgs({
  options: {
    records: { type: 'string', default: '10k,1m,10m' },
    calls: { type: 'string', default: '10000' },
    only: { type: 'string' },
  },
});
const most = 1_000_000;

for (const records of flags.records.split(',').map(readSize)) await compare(records);

async function compare(records: number): Promise<void> {
  const rows: Row[] = [diskRow()];
  const sums = new Set<string>();
  for (const contestant of namesAt(records)) {
    const result = await contend({ contestant, records, calls: Number(flags.calls) });
    if (typeof result === 'string') rows.push([contestant, 'left out', result]);
    else {
      rows.push(...rowsOf(contestant, result));
      sums.add(String(result.loaded.sums));
    }
  }
  printRows(`${records.toLocaleString('en')} records`, [...rows, diskRow()]);
  if (sums.size > 1)
    throw new Error(`They do not agree on what they counted: ${[...sums].join(' and ')}.`);
}

/** Whoever is wanted at this size. */
function namesAt(records: number): readonly string[] {
  if (flags.only !== undefined) return flags.only.split(',');
  return records > most ? ['whorl'] : Object.keys(contestants);
}

/** Before and after: the disk is not the same all the time. */
function diskRow(): Row {
  const { p50Ms, p99Ms } = measureDisk();
  return ['one fdatasync', `${p50Ms.toFixed(2)} ms`, `p50 of 32 KiB; p99 ${p99Ms.toFixed(2)} ms`];
}

/** 10k, 1m: so many records. */
function readSize(text: string): number {
  const [, digits, unit = ''] = /^(\d+)([km]?)$/.exec(text) ?? [];
  if (digits === undefined) throw new Error(`--records takes 10k,1m and the like, not "${text}".`);
  return Number(digits) * ({ k: 1_000, m: 1_000_000 }[unit] ?? 1);
}
