/** Which pairs of a call's elements are remembered as seen together. */
import type { ElementRole } from './subject/subject.ts';

const names = ['cardHolderName', 'secondaryName'] as const;
const emails = ['primaryEmail', 'secondaryEmail'] as const;
const phones = ['homePhone', 'mobilePhone', 'workPhone'] as const;
const addresses = ['billingAddress', 'shippingAddress'] as const;

type Roles = readonly ElementRole[];

/**
 * Every kind of link, with the roles of a call that its two ends play: each role at one end is linked with
 * each at the other. One row a kind.
 */
export const linkEnds = {
  'card-name': [['card'], names],
  'billing-shipping': [['billingAddress'], ['shippingAddress']],
  'email-name': [emails, names],
  'phone-name': [phones, names],
  'address-name': [addresses, names],
  'card-email': [['card'], emails],
  'device-account': [['device'], ['account']],
  'device-card': [['device'], ['card']],
  'device-email': [['device'], emails],
  'ip-email': [['ip'], emails],
  'ip-card': [['ip'], ['card']],
  'ip-device': [['ip'], ['device']],
} as const satisfies Record<string, readonly [Roles, Roles]>;

/** Pairs of elements whose being seen together is itself remembered. */
export type LinkKind = keyof typeof linkEnds;

export const linkKinds = Object.keys(linkEnds) as readonly LinkKind[];

/** Kinds of link to a name: of these the network keeps what names are compared by. */
export type NameLinkKind = Extract<LinkKind, `${string}-name`>;

export const isNameLink = (kind: LinkKind): kind is NameLinkKind => kind.endsWith('-name');

/** A link by the two roles that its ends play in a call: `card-cardHolderName`. */
export type LinkRole = `${ElementRole}-${ElementRole}`;

/** One pair of roles that is remembered. */
export interface LinkRow {
  readonly role: LinkRole;
  readonly kind: LinkKind;
  readonly from: ElementRole;
  readonly to: ElementRole;
}

/** Every pair of roles that is remembered, kind by kind. */
export const linkRows: readonly LinkRow[] = linkKinds.flatMap((kind) => {
  const [from, to]: readonly [Roles, Roles] = linkEnds[kind];
  return from.flatMap((one) =>
    to.map((other): LinkRow => ({ role: `${one}-${other}`, kind, from: one, to: other })),
  );
});
