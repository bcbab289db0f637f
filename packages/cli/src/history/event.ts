import { UsageError } from '../exit-codes.ts';
import { readSpend } from './amount.ts';
import { type Currency, readCurrency } from './currency.ts';
import { type HistoryField, type OwnField, type RequestField, requestFields } from './fields.ts';
import { type HistoryRow, type HistorySpend, Unreadable, type Values } from './row.ts';
import { readTime } from './time.ts';
import { isAbsent, readings, readText } from './value.ts';
import { createZone, type Zone } from './zone.ts';

/** What the values of a file mean where it does not say so itself. */
export interface ValueOptions {
  /** IANA zone of times without one; UTC unless given. */
  readonly timeZone?: string | undefined;
  /** Of amounts without one, ISO 4217 in digits or letters; 840 unless given. */
  readonly currency?: string | undefined;
  /** Whether `amount` is in the currency's smallest unit. */
  readonly amountMinor?: boolean | undefined;
}

/** A row while it is read. */
interface Draft {
  atMs?: number;
  amount?: string;
  isMinor: boolean;
  currency: Currency;
  exponent?: number;
  reference?: string;
  readonly members: Record<string, unknown>;
}

/** Puts a value where it belongs. @returns why it cannot be read, if so */
type Put = (value: unknown, draft: Draft) => Unreadable | undefined;

/**
 * Reads rows whose values are in the order of the fields. Only the time is required. A reason names the field, and
 * says nothing of the value.
 *
 * @throws UsageError for a time zone or a currency that is none
 */
export function createEventReader(
  fields: readonly HistoryField[],
  options: ValueOptions,
): (row: Values) => HistoryRow {
  const puts = createPuts(options);
  const plan = fields.map((field, index) => ({ field, index, put: puts[field] }));
  const currency = defaultCurrency(options);
  return ({ line, values }) => {
    const draft: Draft = { isMinor: options.amountMinor === true, currency, members: {} };
    for (const { field, put, index } of plan) {
      const value = values[index];
      const failed = isAbsent(value) ? undefined : put(value, draft);
      if (failed !== undefined) return { line, reject: `${field} ${failed.why}` };
    }
    return finish(line, draft);
  };
}

function finish(line: number, draft: Draft): HistoryRow {
  const { atMs, reference, members } = draft;
  if (atMs === undefined) return { line, reject: 'time is missing' };
  const spend = spendOf(draft);
  if (spend instanceof Unreadable) return { line, reject: `amount ${spend.why}` };
  return {
    line,
    atMs,
    ...(spend === undefined ? {} : { spend }),
    ...(reference === undefined ? {} : { reference }),
    members,
  };
}

function spendOf({ amount, ...paid }: Draft): HistorySpend | Unreadable | undefined {
  return amount === undefined ? undefined : readSpend({ amount, ...paid });
}

function defaultCurrency({ currency = '840' }: ValueOptions): Currency {
  const read = readCurrency(currency);
  if (read instanceof Unreadable) throw new UsageError(`--currency: "${currency}" ${read.why}.`);
  return read;
}

type Puts = Readonly<Record<HistoryField, Put>>;

function createPuts({ timeZone }: ValueOptions): Puts {
  const zone = timeZone === undefined ? undefined : createZone(timeZone);
  const members = Object.keys(requestFields).map((field) => [field, member(field as RequestField)]);
  return { ...Object.fromEntries(members), ...money, ...own(zone) };
}

const own = (zone: Zone | undefined): Readonly<Record<OwnField, Put>> => ({
  time: text((time, draft) => {
    const atMs = readTime(time, zone);
    if (atMs instanceof Unreadable) return atMs;
    draft.atMs = atMs;
    return undefined;
  }),
  account: member('hashedAccountId'),
  merchant: member('acquirerMerchantId'),
  amount: text((amount, draft) => {
    draft.amount = amount;
    return undefined;
  }),
  reference: text((reference, draft) => {
    draft.reference = reference;
    return undefined;
  }),
});

const noExponent = new Unreadable('is no digit');

/** The members that say what was paid, beside `amount`. */
const money = {
  purchaseAmount: text((amount, draft) => {
    draft.members.purchaseAmount = amount;
    draft.amount = amount;
    draft.isMinor = true;
    return undefined;
  }),
  purchaseCurrency: text((code, draft) => {
    const currency = readCurrency(code);
    if (currency instanceof Unreadable) return currency;
    draft.members.purchaseCurrency = currency.numeric;
    draft.currency = currency;
    return undefined;
  }),
  purchaseCurrencyExponent: text((digit, draft) => {
    if (!/^\d$/.test(digit)) return noExponent;
    draft.members.purchaseCurrencyExponent = digit;
    draft.exponent = Number(digit);
    return undefined;
  }),
} as const satisfies Partial<Record<RequestField, Put>>;

function text(put: (text: string, draft: Draft) => Unreadable | undefined): Put {
  return (value, draft) => {
    const read = readText(value);
    return read instanceof Unreadable ? read : put(read, draft);
  };
}

/** A member of the request, or of an object in it. */
function member(field: RequestField): Put {
  const read: (value: unknown) => unknown = readings[requestFields[field]];
  const [outer = '', inner] = field.split('.');
  return (value, { members }) => {
    const found = read(value);
    if (found instanceof Unreadable) return found;
    if (inner === undefined) members[outer] = found;
    else members[outer] = Object.assign(members[outer] ?? {}, { [inner]: found });
    return undefined;
  };
}
