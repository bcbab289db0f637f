/** The codes of kinds, as table and log have them. Rows are only ever added at the end. */
import type { ElementKind, LinkKind } from '@whorl/engine';

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

const amountKinds: readonly ElementKind[] = ['account', 'card', 'cardParts', 'merchant'];

const withAmounts: readonly boolean[] = elementCodes.map((kind) => amountKinds.includes(kind));

/** Whether the amounts of an element's purchases are added up, by the code of its kind. */
export const hasAmounts = (code: number): boolean => withAmounts[code] === true;

/** The kinds of element at the two ends of each kind of link; a kind's place among them is its code. */
const ends = {
  'card-name': [['card', 'cardParts'], ['name']],
  'billing-shipping': [['address'], ['address']],
  'email-name': [['email'], ['name']],
  'phone-name': [['phone'], ['name']],
  'address-name': [['address'], ['name']],
  'card-email': [['card', 'cardParts'], ['email']],
  'device-account': [['device'], ['account']],
  'device-card': [['device'], ['card', 'cardParts']],
  'device-email': [['device'], ['email']],
  'ip-email': [['ip'], ['email']],
  'ip-card': [['ip'], ['card', 'cardParts']],
  'ip-device': [['ip'], ['device']],
} as const satisfies Record<LinkKind, readonly [readonly ElementKind[], readonly ElementKind[]]>;

/** By code. */
export const linkCodes = Object.keys(ends) as readonly LinkKind[];

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

/** The kinds of element at the two ends of a kind of link. */
export const endKinds = (
  kind: LinkKind,
): readonly [from: readonly ElementKind[], to: readonly ElementKind[]] => ends[kind];

/** The kinds of link that an element of a kind can have. */
export const linkKindsOf = (kind: ElementKind): readonly LinkKind[] =>
  linkCodes.filter((link) => endKinds(link).flat().includes(kind));
