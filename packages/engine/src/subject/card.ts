import type { Element } from './subject.ts';

/** A payment card: by its number, or by the parts that many merchants hold instead. */
export interface Card extends Element {
  readonly kind: 'card' | 'cardParts';
}

/** A card as a request gives it. */
export interface CardInput {
  readonly accountNumber?: string | undefined;
  readonly cardBin?: string | undefined;
  readonly cardLast4?: string | undefined;
  readonly cardExpiryDate?: string | undefined;
}

/**
 * Reads a card: its number, else BIN, last four digits and expiry, all three. The two are kinds of
 * their own and never meet: the same card known both ways is two elements.
 */
export function toCard(input: CardInput): Card | undefined {
  const number = input.accountNumber?.replace(/\D/g, '');
  return freezeCard('card', number) ?? freezeCard('cardParts', joinParts(input));
}

function freezeCard(kind: Card['kind'], canonical: string | undefined): Card | undefined {
  return canonical ? Object.freeze({ kind, canonical }) : undefined;
}

function joinParts({ cardBin, cardLast4, cardExpiryDate }: CardInput): string | undefined {
  const parts = [cardBin, cardLast4, cardExpiryDate].map((part) => part?.replace(/\D/g, ''));
  return parts.every(Boolean) ? parts.join('-') : undefined;
}
