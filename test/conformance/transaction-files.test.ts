/**
 * Three files of transactions made by others, each turned into calls: every row is answered with 200,
 * or with a 400 that names exactly the members that a second validator finds wrong.
 */
import { isIP } from 'node:net';
import { WhorlError } from '@whorl/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CsvRow, parseCsv } from '../support/csv.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { schemaValidator } from '../support/schema.ts';
import { hasShared, readShared } from '../support/shared.ts';

type Transaction = Record<string, unknown>;

const digits = (text: string | undefined): string => (text ?? '').replace(/\D/g, '');
const purchaseDate = (text: string | undefined): string => digits(text).slice(0, 14);
const cents = (text: string | undefined): string => String(Math.round(Number(text) * 100));

/** North American numbers as people type them: ten digits, or eleven with the country's 1. */
const phone = (text: string | undefined) => ({
  cc: '1',
  subscriber: digits(text).replace(/^1/, ''),
});

/** What none of the files has: dollars, a merchant in the United States, no category of its own. */
const purchase = {
  purchaseCurrencyExponent: '2',
  purchaseCurrency: '840',
  merchantCountryCode: '840',
  mcc: '5999',
};

const registration = (row: CsvRow): Transaction => ({
  ...purchase,
  purchaseDate: purchaseDate(row.EVENT_TIMESTAMP),
  purchaseAmount: '0',
  merchantName: 'Registration',
  ipAddress: row.ip_address,
  userAgent: row.user_agent,
  primaryEmail: row.email_address,
  mobilePhone: phone(row.phone_number),
  billingAddress: {
    addressLine1: row.billing_address,
    addressState: row.billing_state,
    addressPostCode: row.billing_postal,
    addressCountry: '840',
  },
});

/** "4429 Ann Center\nDonnachester, GA ": a street, then a city and a state. */
function twoLineAddress(text: string | undefined, postCode: string | undefined) {
  const [street = '', place = ''] = (text ?? '').split('\n');
  const [city, state] = place.split(',').map((part) => part.trim());
  return {
    addressLine1: street,
    addressCity: city || null,
    addressState: state?.slice(0, 2) || null,
    addressPostCode: postCode,
    addressCountry: '840',
  };
}

const newAccount = (row: CsvRow): Transaction => ({
  ...purchase,
  purchaseDate: purchaseDate(row.event_timestamp),
  purchaseAmount: cents(row.order_amt),
  merchantName: 'New account order',
  ipAddress: row.ip_address,
  primaryEmail: row.email_address,
  cardHolderName: row.customer_name,
  billingAddress: twoLineAddress(row.billing_address, row.billing_postal),
  shippingAddress: twoLineAddress(row.shipping_address, row.shipping_postal),
  accountDetails: { cardBin: row.credit_card_bin },
});

const cardOrder = (row: CsvRow): Transaction => ({
  ...purchase,
  purchaseDate: purchaseDate(row.EVENT_TIMESTAMP),
  purchaseAmount: cents(row.order_price),
  merchantName: row.merchant?.slice(0, 40),
  ipAddress: row.ip_address,
  userAgent: row.user_agent,
  primaryEmail: row.customer_email,
  cardHolderName: row.customer_name,
  hashedAccountId: row.ENTITY_ID,
  mobilePhone: phone(row.billing_phone),
  billingAddress: {
    addressLine1: row.billing_street,
    addressCity: row.billing_city,
    addressState: row.billing_state,
    addressPostCode: row.billing_zip,
    addressCountry: '840',
  },
  accountDetails: { cardBin: row.card_bin?.slice(0, 8) },
});

const files = [
  ['afd_registration_2K_coldstart.csv', 2000, registration],
  ['afd_synthitic_newaccount_1k_test.csv', 1000, newAccount],
  ['afd_transaction_2K_coldstart.csv', 1611, cardOrder],
] as const;

const validate = schemaValidator('TransactionInsightsData');

/** Members that are wrong, found by interpreting the schema at run time and by the written rules. */
function faultsOf(transaction: Transaction): string[] {
  const present = JSON.parse(JSON.stringify(transaction), (_, value) => value ?? undefined);
  validate(present);
  const paths = (validate.errors ?? []).map(({ instancePath, params }) =>
    [...instancePath.split('/').slice(1), params.missingProperty].filter(Boolean).join('.'),
  );
  if (present.ipAddress !== undefined && isIP(present.ipAddress) === 0) paths.push('ipAddress');
  return [...new Set(paths)].sort();
}

/** Calls, and returns the members that the answer complained of. */
async function refusedMembers(
  { client }: TestSandbox,
  transaction: Transaction,
): Promise<string[]> {
  try {
    await client.transactions.retrieve(transaction as never);
    return [];
  } catch (error) {
    if (!(error instanceof WhorlError) || error.status !== 400) throw error;
    return error.errors.flatMap(({ details = '' }) => details.split(', ')).sort();
  }
}

describe.skipIf(!hasShared)('transactions made by others', () => {
  let sandbox: TestSandbox;
  beforeAll(async () => {
    sandbox = await startTestSandbox();
  });
  afterAll(() => sandbox.close());

  it.each(files)(
    '%s: each of its %i rows has a truthful answer',
    async (name, count, toCall) => {
      const rows = parseCsv(readShared(`data/transactions/${name}`));
      expect(rows).toHaveLength(count);
      for (const row of rows) {
        const transaction = toCall(row);
        expect(await refusedMembers(sandbox, transaction)).toEqual(faultsOf(transaction));
      }
    },
    300_000,
  );
});
