import type { AdminSchemas } from '@whorl/contract/admin';
import { UsageError } from '../exit-codes.ts';

/** Members of a request that name one element. */
export type Members = Readonly<Record<string, unknown>>;

/** One kind of element that can be asked about, one row each. */
export interface ElementRow {
  /** The part of a call that it is given as. */
  readonly role: AdminSchemas['ElementRole'];
  /** What it is, in words that go on a sentence: `the e-mail address`. */
  readonly what: string;
  /** Reads a line that is no JSON. Without it the element has several members, which only JSON tells apart. */
  readonly read?: (line: string) => Members;
  /** Puts what was given as a JSON object into its place in a request. */
  readonly place: (given: Members) => Members;
  /** An example of the JSON. */
  readonly example: string;
}

const itself = (given: Members): Members => given;
const named = (member: string): Pick<ElementRow, 'read' | 'place' | 'example'> => ({
  read: (line) => ({ [member]: line }),
  place: itself,
  example: `{"${member}":"…"}`,
});

/** By the option that chooses it. */
export const elementRows = {
  email: { role: 'primaryEmail', what: 'the e-mail address', ...named('primaryEmail') },
  phone: {
    role: 'mobilePhone',
    what: 'the phone number, as +1 2025550142',
    read: (line) => ({ mobilePhone: readPhone(line) }),
    place: (mobilePhone) => ({ mobilePhone }),
    example: '{"cc":"1","subscriber":"2025550142"}',
  },
  address: {
    role: 'billingAddress',
    what: 'the address',
    place: (billingAddress) => ({ billingAddress }),
    example:
      '{"addressLine1":"12 Harbour Street","addressCity":"Portland","addressState":"ME","addressPostCode":"04101","addressCountry":"840"}',
  },
  name: { role: 'cardHolderName', what: 'the name', ...named('cardHolderName') },
  ip: { role: 'ip', what: 'the IP address', ...named('ipAddress') },
  device: {
    role: 'device',
    what: 'the id that is stored on the device',
    ...named('storedDeviceId'),
  },
  card: {
    role: 'card',
    what: 'the card number',
    read: (accountNumber) => ({ accountDetails: { accountNumber } }),
    place: (accountDetails) => ({ accountDetails }),
    example: '{"cardBin":"411111","cardLast4":"1111","cardExpiryDate":"2812"}',
  },
  account: { role: 'account', what: 'the account id', ...named('hashedAccountId') },
  merchant: {
    role: 'merchant',
    what: 'the acquirer’s merchant id',
    ...named('acquirerMerchantId'),
    example: '{"merchantName":"Harbour Books","merchantCountryCode":"840","mcc":"5942"}',
  },
  domain: {
    role: 'primaryEmailDomain',
    what: 'the domain of e-mail addresses',
    read: (line) => ({ primaryEmail: `anybody@${line.slice(line.lastIndexOf('@') + 1)}` }),
    place: itself,
    example: '{"primaryEmail":"anybody@example.com"}',
  },
  prefix: {
    role: 'ipPrefix',
    what: 'the /24 or /48 of IP addresses, by one of them',
    read: (line) => ({ ipAddress: line.replace(/\/(?:24|48)$/, '') }),
    place: itself,
    example: '{"ipAddress":"198.51.100.7"}',
  },
} as const satisfies Readonly<Record<string, ElementRow>>;

/** A kind that can be asked about. */
export type ElementName = keyof typeof elementRows;

export const elementNames = Object.keys(elementRows) as readonly ElementName[];

/** @throws UsageError, which repeats nothing of it */
function readPhone(line: string): Members {
  const [, cc, rest = ''] = /^\+(\d{1,3})[ \-./](.+)$/.exec(line) ?? [];
  if (cc !== undefined) return { cc, subscriber: rest.replace(/\D/g, '') };
  throw new UsageError(
    'A phone number is given as + and country code, a space, and the rest: +1 2025550142.',
  );
}
