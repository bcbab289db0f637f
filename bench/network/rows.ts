import type { Result } from './contest.ts';
import { distributions } from './draw.ts';
import type { Done, Measured, MeasuredUpkeep } from './task.ts';

/** A figure: name, value, what it means. */
export type Row = readonly [name: string, value: string, meaning: string];

const ms = (value: number): string => `${value.toFixed(2)} ms`;

/** What is told of one contestant. */
export function rowsOf(name: string, { loaded, restarted }: Result): readonly Row[] {
  const { loads, upkeep, records, bytes } = loaded;
  return [
    ...distributions.flatMap((distribution) =>
      loadRows(`${name}, ${distribution}`, loads[distribution]),
    ),
    ...(upkeep === undefined ? [] : [upkeepRow(name, upkeep)]),
    [`${name}, history`, perSecond(loaded), 'purchases of before, on disk'],
    [
      `${name}, size`,
      `${(bytes / records).toFixed(0)} B`,
      `a record, of ${records.toLocaleString('en')}`,
    ],
    [
      `${name}, restart`,
      ms(restarted.openMs),
      'after a kill, nothing lost; files in the page cache',
    ],
  ];
}

const perSecond = ({ broughtPerSecond = 0 }: Done): string => `${broughtPerSecond.toFixed(0)}/s`;

function loadRows(name: string, load: Measured | undefined): readonly Row[] {
  if (load === undefined) return [];
  const { cpuMicros, p50Ms, p99Ms } = load;
  const meaning = `CPU a call; p50 ${ms(p50Ms)}, p99 ${ms(p99Ms)}; ${load.perSecond.toFixed(0)}/s`;
  return [[name, `${cpuMicros.toFixed(0)} µs`, meaning]];
}

function upkeepRow(name: string, { wallMs, cpuMs, everyCalls, p50Ms, p99Ms }: MeasuredUpkeep): Row {
  const one = `${ms(cpuMs)} of CPU and ${ms(wallMs)} every ${everyCalls.toFixed(0)} calls`;
  const meaning = `CPU a call: ${one}; meanwhile p50 ${ms(p50Ms)}, p99 ${ms(p99Ms)}`;
  return [`${name}, images`, `${((cpuMs * 1_000) / everyCalls).toFixed(1)} µs`, meaning];
}
