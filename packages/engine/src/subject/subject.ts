/** The transaction as the engine sees it: every element in its canonical form, parsed once. */
import type { Address } from './address.ts';
import type { EmailAddress } from './email.ts';
import type { IpAddress } from './ip.ts';
import type { Phone } from './phone.ts';
import type { Spend } from './spend.ts';
import type { Browser } from './user-agent.ts';

/** The kinds of element the identity network remembers. Elements of different kinds never mix. */
export type ElementKind =
  | 'email'
  | 'emailDomain'
  | 'phone'
  | 'address'
  | 'name'
  | 'ip'
  | 'ipPrefix'
  | 'device'
  | 'card'
  | 'cardParts'
  | 'account'
  | 'merchant'
  | 'category';

/** Every part that what a caller gives can play in one call, in the order in which reports name them. */
export const elementRoles = [
  'primaryEmail',
  'secondaryEmail',
  'homePhone',
  'mobilePhone',
  'workPhone',
  'billingAddress',
  'shippingAddress',
  'cardHolderName',
  'secondaryName',
  'ip',
  'device',
  'card',
  'account',
  'merchant',
] as const;

/** The part an element plays in one call. Several roles can hold one and the same element. */
export type ElementRole = (typeof elementRoles)[number];

/** Elements that others imply: remembered with them, and never given on their own. */
export const impliedRoles = [
  'primaryEmailDomain',
  'secondaryEmailDomain',
  'ipPrefix',
  'category',
] as const;

export type ImpliedRole = (typeof impliedRoles)[number];

/** Every part that the network remembers an element by. */
export type RememberedRole = ElementRole | ImpliedRole;

/** The roles that e-mail addresses play. */
export type EmailRole = 'primaryEmail' | 'secondaryEmail';

/** The roles that phone numbers play. */
export type PhoneRole = 'homePhone' | 'mobilePhone' | 'workPhone';

/** The roles that postal addresses play. */
export type AddressRole = 'billingAddress' | 'shippingAddress';

/** An element in the one spelling under which it is remembered. */
export interface Element {
  readonly kind: ElementKind;
  /** Never empty. Raw identity: it lives in flight only, what is stored is its keyed pseudonym. */
  readonly canonical: string;
}

/** The elements of one call, by the part they play. A role that is absent was not given. */
export type Elements = Readonly<Partial<Record<RememberedRole, Element>>>;

/**
 * What a transaction says about its customer. Members that are absent were not given, or hold
 * nothing that could be read.
 */
export interface Subject
  extends Readonly<Partial<Record<EmailRole, EmailAddress>>>,
    Readonly<Partial<Record<PhoneRole, Phone>>>,
    Readonly<Partial<Record<AddressRole, Address>>> {
  readonly ip?: IpAddress;
  readonly browser?: Browser;
  readonly spend?: Spend;
  /** What the network remembers of this call. */
  readonly elements: Elements;
}
