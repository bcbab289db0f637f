import { isIP } from 'node:net';
import type { components } from './generated/openapi.ts';

interface Rule {
  readonly member: keyof components['schemas']['TransactionInsightsData'];
  holds(text: string): boolean;
}

/** What a valid request must be besides, where a schema cannot say it. */
export const rules: readonly Rule[] = [
  { member: 'purchaseDate', holds: isRealDate },
  { member: 'purchaseAmount', holds: fitsLong },
  { member: 'ipAddress', holds: isAddress },
];

const dateTime = /^(\d{4})(0[1-9]|1[0-2])(\d\d)(?:[01]\d|2[0-3])(?:[0-5]\d){2}$/;

/** YYYYMMDDHHMMSS that a calendar and a clock have. */
function isRealDate(text: string): boolean {
  const [, year, month, day] = dateTime.exec(text) ?? [];
  return Number(day) >= 1 && Number(day) <= daysIn(Number(year), Number(month));
}

/**
 * Day 0 of the next month is the last of this one. The calendar repeats every 400 years, which are
 * added because `Date.UTC` takes the years 0 to 99 for those of the twentieth century.
 */
const daysIn = (year: number, month: number): number =>
  new Date(Date.UTC(year + 400, month, 0)).getUTCDate();

const maxLong = 9_223_372_036_854_775_807n;

function fitsLong(text: string): boolean {
  return /^\d{1,19}$/.test(text) && BigInt(text) <= maxLong;
}

/** IPv4 in dotted decimal or IPv6 (RFC 4291 §2.2). A zone means something on one host alone. */
function isAddress(text: string): boolean {
  return isIP(text) !== 0 && !text.includes('%');
}
