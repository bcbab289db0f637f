import { Unreadable } from './row.ts';
import type { Zone } from './zone.ts';

const date = String.raw`(\d{4})-(\d\d)-(\d\d)`;
const clock = String.raw`(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?`;
const offset = String.raw` ?(Z|UTC|[+-]\d\d(?::?\d\d)?)?`;

/** ISO 8601 and RFC 3339 §5.6, with a T or a space; a date alone is its first instant. */
const extended = new RegExp(`^${date}(?:[T ]${clock}${offset})?$`, 'i');

/** ISO 8601 without separators, and a request's purchaseDate. */
const basic = new RegExp(
  String.raw`^(\d{4})(\d\d)(\d\d)T?(\d\d)(\d\d)(\d\d)(?:[.,](\d{1,9}))?${offset}$`,
  'i',
);

/**
 * Seconds have 9 or 10 digits (1973 to 2286), milliseconds 13 (2001 to 2286). What has 12 could also be
 * YYYYMMDDHHMM, and what has 8 a day: neither is guessed.
 */
const epochSeconds = /^([1-9]\d{8,9})(?:\.(\d{1,9}))?$/;
const epochMilliseconds = /^([1-9]\d{12})(?:\.\d{1,9})?$/;

const unreal = new Unreadable('is no time that ever was: see to its month, day and hour');
const early = new Unreadable('is before 1970');
const unknown = new Unreadable(
  'is no time that can be told: give ISO 8601, YYYY-MM-DD HH:MM:SS, or an epoch in seconds or milliseconds',
);

/**
 * Reads when something was, in milliseconds since 1970. Digits beyond the millisecond are cut off. No leap second
 * is known.
 *
 * @param zone whose clock is meant where the text does not say: UTC unless given
 * @example
 * readTime('2018-04-01 00:00:31'); // 1522540831000
 */
export function readTime(text: string, zone?: Zone): number | Unreadable {
  const atMs = readEpoch(text) ?? readCivil(text, zone);
  return typeof atMs === 'number' && atMs < 0 ? early : atMs;
}

function readEpoch(text: string): number | undefined {
  const [, seconds, fraction] = epochSeconds.exec(text) ?? [];
  if (seconds !== undefined) return Number(seconds) * 1000 + milliseconds(fraction);
  const [, digits] = epochMilliseconds.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

const milliseconds = (fraction = ''): number =>
  fraction === '' ? 0 : Number(fraction.slice(0, 3).padEnd(3, '0'));

function readCivil(text: string, zone?: Zone): number | Unreadable {
  const found = extended.exec(text) ?? basic.exec(text);
  if (found === null) return unknown;
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction, zoned] = found;
  const civil = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
  };
  if (!isReal(civil)) return unreal;
  const localMs = utcOf(civil) + milliseconds(fraction);
  if (zoned === undefined) return zone === undefined ? localMs : zone(localMs);
  const aheadMs = readOffset(zoned);
  return aheadMs === undefined ? unreal : localMs - aheadMs;
}

/** What a calendar and a clock show. */
interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const utcOf = ({ year, month, day, hour, minute, second }: Civil): number =>
  Date.UTC(year, month - 1, day, hour, minute, second);

const isReal = ({ year, month, day, hour, minute, second }: Civil): boolean =>
  // Date.UTC takes years below 100 for those of the twentieth century.
  year >= 100 &&
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  day <= daysIn(year, month) &&
  hour <= 23 &&
  minute <= 59 &&
  second <= 59;

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return (monthDays[month - 1] ?? 0) + (month === 2 && isLeap ? 1 : 0);
}

/** How far a clock is ahead of UTC, or nothing for one that is nowhere. */
function readOffset(zoned: string): number | undefined {
  const [, sign, hours, minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zoned) ?? [];
  if (sign === undefined) return 0;
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
