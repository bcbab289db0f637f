import type { ElementKind, LinkKind } from '@whorl/engine';

/** What one call reads and counts: its elements and the links between them. */
export interface Event {
  readonly atMs: number;
  /** For each element the position of its kind in {@link elementsOfCall}. */
  readonly kinds: Uint8Array;
  /** 16 bytes of each element, spread as keyed pseudonyms are. */
  readonly ids: Buffer;
  readonly links: readonly EventLink[];
}

/** The position of its kind in {@link linksOfCall}, and of its two ends among the elements. */
export type EventLink = readonly [kind: number, from: number, to: number];

/** The elements of every call. */
export const elementsOfCall = [
  'email',
  'phone',
  'address',
  'address',
  'name',
  'ip',
  'device',
  'card',
  'account',
  'emailDomain',
  'ipPrefix',
  'merchant',
  'category',
] as const satisfies readonly ElementKind[];

const [email, phone, billing, shipping, name, ip, device, card, account] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8,
];

/** The links of every call, by the positions of their ends. */
export const linksOfCall = [
  ['card-name', card, name],
  ['billing-shipping', billing, shipping],
  ['email-name', email, name],
  ['phone-name', phone, name],
  ['address-name', billing, name],
  ['address-name', shipping, name],
  ['card-email', card, email],
  ['device-account', device, account],
  ['device-card', device, card],
  ['device-email', device, email],
  ['ip-email', ip, email],
  ['ip-card', ip, card],
  ['ip-device', ip, device],
] as const satisfies readonly (readonly [LinkKind, number, number])[];

export const idBytes = 16;
