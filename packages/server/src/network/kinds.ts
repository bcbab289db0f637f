/** The codes of kinds, as table and log have them. Rows are only ever added at the end. */
import {
  type ElementKind,
  type ElementRole,
  type LinkKind,
  linkEnds,
  linkKinds,
} from '@whorl/engine';

/** By code. */
export const elementCodes: readonly ElementKind[] = [
  'email',
  'phone',
  'address',
  'name',
  'ip',
  'device',
  'card',
  'cardParts',
  'account',
  'merchant',
  'emailDomain',
  'ipPrefix',
  'category',
];

/** By code: the order of the engine's table, which grows at its end too. */
export const linkCodes: readonly LinkKind[] = linkKinds;

/** What a record has in place of a kind once the element was erased: it counts nothing. */
export const erasedCode = 255;

/** @throws RangeError for a kind without a code */
export function codeOf<Kind extends string>(codes: readonly Kind[], kind: Kind): number {
  const code = codes.indexOf(kind);
  if (code < 0) throw new RangeError(`The network has no code for ${kind}.`);
  return code;
}

/** @throws RangeError for a code that this version does not know */
export function kindOf<Kind extends string>(codes: readonly Kind[], code: number): Kind {
  const kind = codes[code];
  if (kind === undefined) throw new RangeError(`The network has no kind of code ${code}.`);
  return kind;
}

/** The kinds of element that a role may hold. */
const kindsOfRole: Readonly<Record<ElementRole, readonly ElementKind[]>> = {
  primaryEmail: ['email'],
  secondaryEmail: ['email'],
  homePhone: ['phone'],
  mobilePhone: ['phone'],
  workPhone: ['phone'],
  billingAddress: ['address'],
  shippingAddress: ['address'],
  cardHolderName: ['name'],
  secondaryName: ['name'],
  ip: ['ip'],
  device: ['device'],
  card: ['card', 'cardParts'],
  account: ['account'],
  merchant: ['merchant'],
};

/** The kinds of element at the two ends of a kind of link. */
export const endKinds = (kind: LinkKind): readonly (readonly ElementKind[])[] =>
  linkEnds[kind].map((roles: readonly ElementRole[]) => [
    ...new Set(roles.flatMap((role) => kindsOfRole[role])),
  ]);

/** The kinds of link that an element of a kind can have. */
export const linkKindsOf = (kind: ElementKind): readonly LinkKind[] =>
  linkCodes.filter((link) => endKinds(link).flat().includes(kind));
