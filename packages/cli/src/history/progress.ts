import { count } from './tally.ts';

/** How far an import is. */
export interface Progress {
  readonly rows: number;
  /** Since it began, in milliseconds. */
  readonly elapsedMs: number;
  /** Of the file as it is on the disk, packed or not. */
  readonly readBytes: number;
  /** Absent where nobody knows how long it is. */
  readonly sizeBytes?: number | undefined;
}

const barWidth = 20;

/**
 * One line of progress: rows, their rate, how much of the file was read, and the time that is left. Pure.
 *
 * @example
 * printProgress({ rows: 500_000, elapsedMs: 25_000, readBytes: 1, sizeBytes: 4 });
 * // '[#####---------------]  25 %  500,000 rows  20,000/s  1:15 left'
 */
export function printProgress({ rows, elapsedMs, readBytes, sizeBytes }: Progress): string {
  const rate = elapsedMs > 0 ? Math.round((rows * 1000) / elapsedMs) : 0;
  const done = `${count(rows)} rows  ${count(rate)}/s`;
  if (!sizeBytes) return `${done}  ${printTime(elapsedMs)} so far`;
  const share = Math.min(readBytes / sizeBytes, 1);
  const left = share > 0 ? `  ${printTime((elapsedMs * (1 - share)) / share)} left` : '';
  const filled = Math.floor(share * barWidth);
  const bar = '#'.repeat(filled).padEnd(barWidth, '-');
  return `[${bar}] ${String(Math.floor(share * 100)).padStart(3)} %  ${done}${left}`;
}

/** `1:05`, `2:00:00`. */
function printTime(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [first = 0, ...others] = parts[0] === 0 ? parts.slice(1) : parts;
  return [first, ...others.map((part) => String(part).padStart(2, '0'))].join(':');
}
