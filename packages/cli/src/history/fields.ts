import type { InsightRequest } from '@whorl/contract';

type Leaf<T> = T extends readonly unknown[] | string | number | boolean ? true : false;

type PathOf<T> = {
  [Name in keyof T & string]-?: Leaf<NonNullable<T[Name]>> extends true
    ? Name
    : `${Name}.${PathOf<NonNullable<T[Name]>>}`;
}[keyof T & string];

/** A member of a request, by its path: `billingAddress.addressCity`. */
export type RequestField = PathOf<InsightRequest>;

/** How a field is read. */
export type FieldKind = 'text' | 'integer' | 'boolean' | 'list';

/** Every member of a request, and how it is read. The compiler asks for those that are missing. */
export const requestFields = {
  purchaseDate: 'text',
  purchaseAmount: 'text',
  purchaseCurrencyExponent: 'text',
  purchaseCurrency: 'text',
  merchantName: 'text',
  merchantCountryCode: 'text',
  mcc: 'text',
  ipAddress: 'text',
  userAgent: 'text',
  canvas: 'text',
  webGl: 'text',
  timeZone: 'text',
  screenResolution: 'text',
  screenWidth: 'integer',
  screenHeight: 'integer',
  localStorage: 'boolean',
  language: 'text',
  colorDepth: 'integer',
  buildManufacturer: 'text',
  placement: 'text',
  androidBuildVersion: 'text',
  androidSdkInt: 'text',
  buildFingerprint: 'text',
  buildBrand: 'text',
  supportedFeatures: 'list',
  model: 'text',
  sdkUserAgent: 'text',
  majorOsVersion: 'integer',
  minorOsVersion: 'integer',
  simCountryIso: 'text',
  simOperator: 'text',
  primaryStorage: 'integer',
  systemMemory: 'integer',
  buildProduct: 'text',
  vendorAppId: 'text',
  storedDeviceId: 'text',
  androidId: 'text',
  hashedAccountId: 'text',
  endCustomerRefId: 'text',
  cookiesEnabled: 'boolean',
  plugins: 'list',
  acquirerMerchantId: 'text',
  acquirerBin: 'text',
  cardHolderName: 'text',
  secondaryName: 'text',
  primaryEmail: 'text',
  secondaryEmail: 'text',
  'mobilePhone.cc': 'text',
  'mobilePhone.subscriber': 'text',
  'billingAddress.addressLine1': 'text',
  'billingAddress.addressLine2': 'text',
  'billingAddress.addressCity': 'text',
  'billingAddress.addressState': 'text',
  'billingAddress.addressPostCode': 'text',
  'billingAddress.addressCountry': 'text',
  'shippingAddress.addressLine1': 'text',
  'shippingAddress.addressLine2': 'text',
  'shippingAddress.addressCity': 'text',
  'shippingAddress.addressState': 'text',
  'shippingAddress.addressPostCode': 'text',
  'shippingAddress.addressCountry': 'text',
  'homePhone.cc': 'text',
  'homePhone.subscriber': 'text',
  'workPhone.cc': 'text',
  'workPhone.subscriber': 'text',
  'accountDetails.accountNumber': 'text',
  'accountDetails.cardLast4': 'text',
  'accountDetails.cardExpiryDate': 'text',
  'accountDetails.cardBin': 'text',
} as const satisfies Readonly<Record<RequestField, FieldKind>>;

/**
 * Fields of an import that are no members of a request. `account` fills hashedAccountId and `merchant`
 * acquirerMerchantId; `time` is when the purchase was made, `amount` what was paid, and `reference` the caller's
 * own name for the purchase.
 */
export const ownFields = ['time', 'account', 'merchant', 'amount', 'reference'] as const;

export type OwnField = (typeof ownFields)[number];

/** Whatever a column can be mapped to. */
export type HistoryField = RequestField | OwnField;

export const historyFields: readonly HistoryField[] = [
  ...ownFields,
  ...(Object.keys(requestFields) as RequestField[]),
];

/** Fields that say one thing under two names: a file gives one of the two. */
export const sameFields: readonly (readonly [OwnField, RequestField])[] = [
  ['account', 'hashedAccountId'],
  ['merchant', 'acquirerMerchantId'],
  ['amount', 'purchaseAmount'],
];

const known: ReadonlySet<string> = new Set(historyFields);

/** Whether a column can be mapped to it. */
export const isHistoryField = (name: string): name is HistoryField => known.has(name);
