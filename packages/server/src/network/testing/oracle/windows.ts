/** The rule of days and hours, by its definition. */
import type { AmountSum, AmountWindows, WindowCounts } from '@whorl/engine';
import type { Purchase } from '../../network.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The UTC day of an instant. */
export const dayOf = (atMs: number): number => Math.floor(atMs / dayMs);

/** Whether an instant lies in the current period or one of those before it, so many in all. */
const within = (unitMs: number, length: number, nowMs: number) => (atMs: number) => {
  const age = Math.floor(nowMs / unitMs) - Math.floor(atMs / unitMs);
  return age >= 0 && age < length;
};

/** Whether an instant lies in the current UTC day or the days before it, so many in all. */
export const withinDays = (days: number, nowMs: number) => within(dayMs, days, nowMs);

export function windowsOf(instants: readonly number[], nowMs: number): WindowCounts {
  const hours = (length: number) => instants.filter(within(hourMs, length, nowMs)).length;
  const days = (length: number) => instants.filter(withinDays(length, nowMs)).length;
  return {
    last1Hour: hours(1),
    last24Hours: hours(24),
    last1Day: days(1),
    last7Days: days(7),
    last30Days: days(30),
    last90Days: days(90),
    last180Days: days(180),
  };
}

/** Amounts in the currency of the first that was recorded; `undefined` where none was. */
export function amountsOf(
  purchases: readonly Purchase[],
  nowMs: number,
): AmountWindows | undefined {
  const currency = purchases.find(({ spend }) => spend !== undefined)?.spend?.currency;
  if (currency === undefined) return undefined;
  const counted = purchases.filter(({ spend }) => spend?.currency === currency);
  const sumOf = (days: number): AmountSum => {
    const isWithin = withinDays(days, nowMs);
    const amounts = amountsIn(counted.filter(({ atMs }) => isWithin(atMs)));
    return { count: amounts.length, tenThousandths: amounts.reduce((sum, one) => sum + one, 0) };
  };
  return { currency, last1Day: sumOf(1), last7Days: sumOf(7), last30Days: sumOf(30) };
}

/** The amounts of purchases that have one. */
export const amountsIn = (purchases: readonly Purchase[]): readonly number[] =>
  purchases.flatMap(({ spend }) => (spend === undefined ? [] : [spend.tenThousandths]));
