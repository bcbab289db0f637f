/** The people whom tests of privacy call about, and all that says who they are. */
import { parseRequest } from '@whorl/contract';
import { toSubject } from '@whorl/engine';
import { textsOf } from '../support/raw-identity.ts';
import { exampleTransaction } from '../support/transactions.ts';

/** Spelled as people do: capitals, spaces, other scripts. */
const spelledByHand = {
  ...exampleTransaction('full'),
  cardHolderName: '  ZOË   Żółkiewska-Brandt ',
  secondaryName: '山田太郎商店有限会社',
  primaryEmail: 'Zoe.Zolkiewska+Shop@Example.ORG',
  secondaryEmail: 'not an e-mail address at all',
  mobilePhone: { cc: '44', subscriber: '02079460018' },
  billingAddress: {
    addressLine1: '  7,  Überlingerstraße  ',
    addressCity: 'Überlingen',
    addressPostCode: 'D-88662',
    addressCountry: '276',
  },
  ipAddress: '2001:db8:85a3::8a2e:370:7334',
  accountDetails: { cardBin: '411111', cardLast4: '1111', cardExpiryDate: '2812' },
};

/** Whom calls are about. */
export const transactions: readonly Record<string, unknown>[] = [
  exampleTransaction('full'),
  exampleTransaction('minimal'),
  spelledByHand,
];

/** Somebody of a history; its fields are those of a request. */
const boughtBefore = (n: number) => ({
  cardHolderName: `Quillon Vanterpool ${'ABCDEFGHIJ'[n]}nsworth`,
  primaryEmail: `Quillon.${n}@Vanterpool-${n}.example`,
  mobilePhone: { cc: '1', subscriber: `20255501${50 + n}` },
  ipAddress: `203.0.113.${100 + n}`,
  hashedAccountId: `loyalty-number-77${n}`,
  accountDetails: { accountNumber: `400000000000${1000 + n}` },
  acquirerMerchantId: 'WHARF-LANE-STORE',
});

/** Whom a history is about. */
export const history = Array.from({ length: 10 }, (_, n) => boughtBefore(n));

/** What the history calls its purchases. */
export const references = history.map((_, n) => `order-of-quillon-${n}`);

/** The members that say who somebody is. Merchants are parties of the call too. */
const identityMembers = [
  ...['cardHolderName', 'secondaryName', 'primaryEmail', 'secondaryEmail'],
  ...['mobilePhone', 'homePhone', 'workPhone', 'billingAddress', 'shippingAddress'],
  ...['accountDetails', 'ipAddress', 'userAgent', 'canvas', 'webGl', 'storedDeviceId'],
  ...['androidId', 'vendorAppId', 'hashedAccountId', 'endCustomerRefId', 'buildFingerprint'],
  ...['merchantName', 'acquirerMerchantId'],
] as const;

/** As they are compared, and so what a pseudonym is made of. */
export const elementsOf = (transaction: object): { kind: string; canonical: string }[] => {
  const whole = { ...exampleTransaction('minimal'), ...transaction };
  const { elements } = toSubject(parseRequest(Buffer.from(JSON.stringify(whole))));
  return Object.values(elements);
};

/** What must not be found: the values as sent, trimmed, as digits, and as they are compared. */
function identityOf(transaction: Record<string, unknown>): string[] {
  const raw = identityMembers.flatMap((member) => textsOf(transaction[member]));
  const digits = raw.map((text) => text.replace(/[\s()+-]/g, '')).filter((t) => /^\d+$/.test(t));
  const canonical = elementsOf(transaction).map((element) => element.canonical);
  return [...raw, ...raw.map((text) => text.trim()), ...digits, ...canonical];
}

/** All that says who anybody is of {@link transactions}, {@link history} and {@link references}. */
export const identity: readonly string[] = [
  ...new Set([...[...transactions, ...history].flatMap(identityOf), ...references]),
];

/** What tells of the purchase itself, and not of who made it. */
const columns = [
  ...['time', 'cardHolderName', 'primaryEmail', 'mobilePhone.cc', 'mobilePhone.subscriber'],
  ...['ipAddress', 'account', 'accountDetails.accountNumber', 'merchant', 'amount', 'reference'],
];

/** The history as CSV: each row once as it should be, and some once more in a way that is rejected. */
export function historyFile(): string {
  const rows = history.map((one, n) => [
    `2026-0${1 + (n % 6)}-1${n}T10:00:00Z`,
    ...[one.cardHolderName, one.primaryEmail, one.mobilePhone.cc, one.mobilePhone.subscriber],
    ...[one.ipAddress, one.hashedAccountId, one.accountDetails.accountNumber],
    ...[one.acquirerMerchantId, '12.50', references[n]],
  ]);
  const rejected = rows
    .slice(0, 3)
    .flatMap((row) => [['some day', ...row.slice(1)], row.with(5, row[2] ?? '')]);
  return [columns, ...rows, ...rejected].map((row) => row.join(',')).join('\n');
}
