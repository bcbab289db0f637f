import type { Currency } from './currency.ts';
import { type HistorySpend, Unreadable } from './row.ts';

/** An amount as a row gives it. */
export interface Paid {
  readonly amount: string;
  /** Whether it is in the currency's smallest unit. */
  readonly isMinor: boolean;
  readonly currency: Currency;
  /** How many decimals its amounts have, where the row says so. */
  readonly exponent?: number | undefined;
}

/** Amounts are kept in ten-thousandths. */
const keptDecimals = 4;

/** What is longer is no amount, and is not searched through. */
const maxLength = 64;

const faults = {
  form: new Unreadable('is no amount: digits, and a point before the decimals'),
  negative: new Unreadable('is negative: a refund is no purchase'),
  ambiguous: new Unreadable('could be thousands or decimals: write 1234 or 1.23'),
  minor: new Unreadable('is no amount in minor units: digits alone'),
  exponent: new Unreadable(
    'is in minor units of a currency whose decimals nobody gave: map purchaseCurrencyExponent',
  ),
  decimals: new Unreadable('has more decimals than its currency'),
  large: new Unreadable('is too large to be added up exactly'),
} as const;

/**
 * Reads an amount exactly: its digits are shifted, and nothing is rounded but the noise of a binary fraction. Decimals follow a point or a comma
 * (`12.5`, `12,50`), and thousands may be parted where there is no doubt (`1,234.50`, `1.234,50`, `1,234,567`).
 * `1,234` and `1.234` are refused: they could be either, but for a point in a currency of three decimals.
 *
 * @example
 * readSpend({ amount: '57.16', isMinor: false, currency: { numeric: '840', exponent: 2 } });
 * // { currency: '840', tenThousandths: 571600 }
 */
export function readSpend(paid: Paid): HistorySpend | Unreadable {
  if (paid.amount.length > maxLength) return faults.form;
  const exponent = paid.exponent ?? paid.currency.exponent;
  const decimal = paid.isMinor
    ? readMinor(paid.amount, exponent)
    : readMajor(paid.amount, exponent);
  if (decimal instanceof Unreadable) return decimal;
  const tenThousandths = shift(decimal, exponent ?? keptDecimals);
  if (tenThousandths instanceof Unreadable) return tenThousandths;
  return { currency: paid.currency.numeric, tenThousandths };
}

/** Digits before and after the point. */
interface Decimal {
  readonly whole: string;
  readonly fraction: string;
}

/** Thousands parted by one sign, and decimals, if any, after the other. */
const parted = [
  /^(\d{1,3}(?:,\d{3})+)\.(\d+)$/,
  /^(\d{1,3}(?:\.\d{3})+),(\d+)$/,
  /^(\d{1,3}(?:,\d{3}){2,})()$/,
  /^(\d{1,3}(?:\.\d{3}){2,})()$/,
];

const oneSign = /^(\d*)([.,])(\d+)$/;

function readMajor(text: string, exponent: number | undefined): Decimal | Unreadable {
  if (/^\d+$/.test(text)) return { whole: text, fraction: '' };
  const [, whole = '', sign, fraction] = oneSign.exec(text) ?? [];
  if (fraction !== undefined) {
    const couldBeThousands = fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
    const isMeant = sign === '.' && exponent === 3;
    return couldBeThousands && !isMeant ? faults.ambiguous : withoutNoise({ whole, fraction });
  }
  return readParted(text);
}

function readParted(text: string): Decimal | Unreadable {
  for (const form of parted) {
    const [, groups, fraction = ''] = form.exec(text) ?? [];
    if (groups !== undefined) return { whole: groups.replace(/[.,]/g, ''), fraction };
  }
  return text.startsWith('-') || /^\(.*\)$/.test(text) ? faults.negative : faults.form;
}

function readMinor(text: string, exponent: number | undefined): Decimal | Unreadable {
  if (text.startsWith('-')) return faults.negative;
  if (!/^\d+$/.test(text)) return faults.minor;
  if (exponent === undefined) return faults.exponent;
  const digits = text.padStart(exponent, '0');
  const point = digits.length - exponent;
  return { whole: digits.slice(0, point), fraction: digits.slice(point) };
}

/** @param most how many decimals the currency has */
function shift({ whole, fraction }: Decimal, most: number): number | Unreadable {
  const significant = fraction.replace(/0+$/, '');
  if (significant.length > Math.min(most, keptDecimals)) return faults.decimals;
  const tenThousandths = Number(whole + significant.padEnd(keptDecimals, '0'));
  return Number.isSafeInteger(tenThousandths) ? tenThousandths : faults.large;
}

/** A binary fraction (IEEE 754) is printed with 16 or 17 digits, of which it holds 15: 346.59999999999997 is 346.6. */
const heldDigits = 15;
const printedDigits = [16, 17];

function withoutNoise(decimal: Decimal): Decimal {
  const { whole, fraction } = decimal;
  if (fraction.length <= keptDecimals) return decimal;
  const digits = (whole + fraction).replace(/^0+/, '');
  if (!printedDigits.includes(digits.length)) return decimal;
  const unit = 10n ** BigInt(digits.length - heldDigits);
  const held = ((BigInt(digits) + unit / 2n) / unit) * unit;
  const point = fraction.length;
  const padded = String(held).padStart(point + 1, '0');
  return { whole: padded.slice(0, -point), fraction: padded.slice(-point) };
}
