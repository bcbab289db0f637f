/**
 * Counts by clock hour as they lie in memory, oldest first. Hours that have become too old for the windows of hours are
 * folded into the first hour of their day, which changes no window of days: so one run holds the last 48 hours and the
 * last 180 days, exactly.
 */
import type { AmountSum, WindowCounts } from '@whorl/engine';
import type { Chunk } from './memory.ts';

const hourMs = 3_600_000;
const hoursADay = 24;

/**
 * How far back hours and days are told apart: what the longest windows need, and one more, because a
 * sighting may lie up to an hour ahead of the instant that is asked about.
 */
const keptHours = 48 + 1;
const keptDays = 180 + 1;

/** The clock hour of an instant, counted from 1970-01-01T00. Every day begins with one. */
export const hourOf = (atMs: number): number => Math.floor(atMs / hourMs);

/** The UTC day of a clock hour, counted from 1970-01-01. */
export const dayOf = (hour: number): number => Math.floor(hour / hoursADay);

/** Words of a period: hour and count; and with amounts, how many of them, and their sum, a double. */
export const periodWords = { counts: 2, amounts: 6 } as const;

/** Where in a period these lie, in words. */
const amountCountWord = 2;
const amountSumWord = 4;

/** Some periods in memory. */
export interface PeriodRun {
  readonly chunk: Chunk;
  readonly word: number;
  readonly length: number;
  /** Of each: see {@link periodWords}. */
  readonly words: number;
}

/** Whether an hour lies before all that is kept beside a newer one. */
export const isForgotten = (hour: number, newestHour: number): boolean =>
  dayOf(hour) <= dayOf(newestHour) - keptDays;

/** Every window as of an instant: "N days" is the current UTC day and the N−1 before it. */
export function countWindows(
  { chunk, word, length, words }: PeriodRun,
  nowMs: number,
): WindowCounts {
  const { u32 } = chunk;
  const now = hourOf(nowMs);
  const today = dayOf(now);
  const end = (today + 1) * hoursADay;
  const since1 = end - hoursADay;
  const since7 = end - 7 * hoursADay;
  const since30 = end - 30 * hoursADay;
  const since90 = end - 90 * hoursADay;
  const since180 = end - 180 * hoursADay;
  let [last1Hour, last24Hours] = [0, 0];
  let [last1Day, last7Days, last30Days, last90Days, last180Days] = [0, 0, 0, 0, 0];
  for (let n = length - 1; n >= 0; n -= 1) {
    const hour = u32[word + n * words] as number;
    const count = u32[word + n * words + 1] as number;
    if (hour < since180) break;
    if (hour >= end) continue;
    last180Days += count;
    if (hour >= since90) last90Days += count;
    if (hour >= since30) last30Days += count;
    if (hour >= since7) last7Days += count;
    if (hour >= since1) last1Day += count;
    if (hour > now) continue;
    if (hour > now - 24) last24Hours += count;
    if (hour === now) last1Hour += count;
  }
  return {
    last1Hour,
    last24Hours,
    last1Day,
    last7Days,
    last30Days,
    last90Days,
    last180Days,
  };
}

/** The amounts of so many days up to an instant's. Of runs that have them. */
export function sumAmounts(
  { chunk, word, length, words }: PeriodRun,
  { nowMs, days }: { readonly nowMs: number; readonly days: number },
): AmountSum {
  const end = (dayOf(hourOf(nowMs)) + 1) * hoursADay;
  let [count, tenThousandths] = [0, 0];
  for (let n = length - 1; n >= 0; n -= 1) {
    const entry = word + n * words;
    const hour = chunk.u32[entry] as number;
    if (hour < end - days * hoursADay) break;
    if (hour >= end) continue;
    count += chunk.u32[entry + amountCountWord] as number;
    tenThousandths += chunk.f64[(entry + amountSumWord) >>> 1] as number;
  }
  return { count, tenThousandths };
}

/** Folds old hours into their days and forgets old days, in place. @returns how many are left */
export function foldPeriods({ chunk, word, length, words }: PeriodRun, newestHour: number): number {
  const { u32 } = chunk;
  const oldestHour = newestHour - keptHours + 1;
  const oldestDay = dayOf(newestHour) - keptDays + 1;
  let left = 0;
  for (let n = 0; n < length; n += 1) {
    const from = word + n * words;
    const hour = u32[from] as number;
    if (dayOf(hour) < oldestDay) continue;
    const period = hour < oldestHour ? dayOf(hour) * hoursADay : hour;
    const last = word + (left - 1) * words;
    if (left > 0 && u32[last] === period) {
      u32[last + 1] = (u32[last + 1] as number) + (u32[from + 1] as number);
      if (words === periodWords.amounts) moveAmounts(chunk, from, last);
      continue;
    }
    const to = word + left * words;
    u32.copyWithin(to, from, from + words);
    u32[to] = period;
    left += 1;
  }
  return left;
}

function moveAmounts({ u32, f64 }: Chunk, from: number, to: number): void {
  const count = to + amountCountWord;
  const sum = (to + amountSumWord) >>> 1;
  u32[count] = (u32[count] as number) + (u32[from + amountCountWord] as number);
  f64[sum] = (f64[sum] as number) + (f64[(from + amountSumWord) >>> 1] as number);
}

/** One more amount of a period. */
export function addAmount({ u32, f64 }: Chunk, entry: number, amount: number): void {
  const count = entry + amountCountWord;
  const sum = (entry + amountSumWord) >>> 1;
  u32[count] = (u32[count] as number) + 1;
  f64[sum] = (f64[sum] as number) + amount;
}
