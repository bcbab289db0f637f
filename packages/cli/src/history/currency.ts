import { data } from 'currency-codes';
import { Unreadable } from './row.ts';

/** A currency as amounts need it. */
export interface Currency {
  /** ISO 4217 numeric, three digits. */
  readonly numeric: string;
  /** How many decimals its amounts have; absent for one that ISO 4217 does not list. */
  readonly exponent?: number;
}

const currencies: ReadonlyMap<string, Currency> = new Map(
  data.flatMap(({ code, number: numeric, digits: exponent }) => {
    const currency = { numeric, exponent };
    return [
      [code, currency],
      [numeric, currency],
    ];
  }),
);

const noCurrency = new Unreadable('is no currency: give ISO 4217, such as 840 or USD');

/**
 * Reads a currency by its code, in letters or digits. Spreadsheets drop leading zeros: 36 is 036. Three digits that
 * no table knows are taken, as in a request.
 *
 * @example
 * readCurrency('JPY'); // { numeric: '392', exponent: 0 }
 */
export function readCurrency(text: string): Currency | Unreadable {
  const code = /^\d{1,2}$/.test(text) ? text.padStart(3, '0') : text.toUpperCase();
  return currencies.get(code) ?? (/^\d{3}$/.test(code) ? { numeric: code } : noCurrency);
}
