/** Who lives in random networks: few enough to meet again, of kinds that could mix. */
import type { ElementKind } from '@whorl/engine';
import { endKinds, linkCodes } from '../../kinds.ts';
import type { ElementRef, LinkRef } from '../../network.ts';
import { element, link } from '../calls.ts';

/** How many there are of each kind: all begin with the same pseudonym. */
const inhabitants: Readonly<Record<ElementKind, number>> = {
  email: 2,
  emailDomain: 1,
  phone: 1,
  address: 3,
  name: 2,
  ip: 1,
  ipPrefix: 1,
  device: 2,
  card: 2,
  cardParts: 1,
  account: 2,
  merchant: 2,
  category: 2,
};

const kinds = Object.keys(inhabitants) as readonly ElementKind[];

/** Every element. */
export const elements: readonly ElementRef[] = kinds.flatMap((kind) =>
  Array.from({ length: inhabitants[kind] }, (_, n) => element(kind, n + 1)),
);

const ofKinds = (wanted: readonly ElementKind[]) =>
  elements.filter(({ kind }) => wanted.includes(kind));

/** Every link that they can have, those with themselves and the ways back among them. */
export const links: readonly LinkRef[] = linkCodes.flatMap((kind) => {
  const [from, to] = endKinds(kind);
  return ofKinds(from).flatMap((one) => ofKinds(to).map((other) => link(kind, one, other)));
});

/** The currencies that they pay in, each with the category of purchases in it. */
export const currencies = ['840', '978'] as const;

type Currency = (typeof currencies)[number];

/** Whether an element may be named by a purchase in that currency: a category is of one currency. */
export const mayBePaid = (one: ElementRef, currency: Currency | undefined): boolean =>
  one.kind !== 'category' ||
  currency === undefined ||
  one.pseudonym === element('category', currencies.indexOf(currency) + 1).pseudonym;
