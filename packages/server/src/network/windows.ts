import type { WindowCounts } from '@whorl/engine';

const hourMs = 3_600_000;
const hoursADay = 24;

/**
 * How far back hours and days are told apart: what the longest windows need, and one more, because a
 * sighting may lie up to an hour ahead of the instant that is asked about.
 */
const keptHours = 48 + 1;
const keptDays = 180 + 1;

/** The clock hour of an instant, counted from 1970-01-01T00. Every day begins with one. */
const hourOf = (atMs: number): number => Math.floor(atMs / hourMs);

/** The UTC day of a clock hour, counted from 1970-01-01. */
const dayOf = (hour: number): number => Math.floor(hour / hoursADay);

/**
 * Counts by clock hour, oldest first, flat: hour, count, hour, count. Hours that have become too old for
 * the windows of hours are folded into the first hour of their day, which changes no window of days. So
 * one short list holds both, and the many elements that are seen once hold two numbers.
 */
export type HourCounts = number[];

/** The counts of something seen for the first time. */
export const firstCount = (atMs: number): HourCounts => [hourOf(atMs), 1];

/** Counts one more sighting. A late one fills its past period, unless that lies before all that is kept. */
export function countSighting(counts: HourCounts, atMs: number): void {
  const hour = hourOf(atMs);
  let at = counts.length;
  while (at > 0 && (counts[at - 2] as number) > hour) at -= 2;
  if (counts[at - 2] === hour) {
    (counts[at - 1] as number)++;
    return;
  }
  counts.splice(at, 0, hour, 1);
  foldOld(counts, counts[counts.length - 2] as number);
}

/** Folds old hours into their days and forgets old days, in place. */
function foldOld(counts: HourCounts, newestHour: number): void {
  const oldestHour = newestHour - keptHours + 1;
  const oldestDay = dayOf(newestHour) - keptDays + 1;
  let end = 0;
  for (let at = 0; at < counts.length; at += 2) {
    const hour = counts[at] as number;
    const day = dayOf(hour);
    if (day < oldestDay) continue;
    const period = hour < oldestHour ? day * hoursADay : hour;
    const count = counts[at + 1] as number;
    if (end > 0 && counts[end - 2] === period) (counts[end - 1] as number) += count;
    else {
      counts[end++] = period;
      counts[end++] = count;
    }
  }
  counts.length = end;
}

/** Every window as of an instant: "N days" is the current UTC day and the N−1 before it. */
export function windowsOf(counts: HourCounts, nowMs: number): WindowCounts {
  const hour = hourOf(nowMs);
  const today = dayOf(hour);
  const sinceDay = (days: number): number => (today - days + 1) * hoursADay;
  const endOfToday = (today + 1) * hoursADay - 1;
  return {
    last1Hour: sumOver(counts, hour, hour),
    last24Hours: sumOver(counts, hour - 23, hour),
    last7Days: sumOver(counts, sinceDay(7), endOfToday),
    last30Days: sumOver(counts, sinceDay(30), endOfToday),
    last90Days: sumOver(counts, sinceDay(90), endOfToday),
    last180Days: sumOver(counts, sinceDay(180), endOfToday),
  };
}

/** The sum over the hours from the first to the last, both among them. */
function sumOver(counts: HourCounts, first: number, last: number): number {
  let sum = 0;
  for (let at = counts.length - 2; at >= 0; at -= 2) {
    const hour = counts[at] as number;
    if (hour < first) break;
    if (hour <= last) sum += counts[at + 1] as number;
  }
  return sum;
}
