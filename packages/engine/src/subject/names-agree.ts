import type { NamePart } from './name-parts.ts';

/**
 * Whether two names may be one person's: two parts of one agree with two different parts of the
 * other, each exactly, by nickname root or by sound. Where a name has one part only, that part must
 * agree. A name without parts agrees with none. Which name comes first, and the order of parts, is
 * nothing.
 *
 * Made for keyed tokens, which say no more than whether they are equal; it does as well for words.
 * Both names' tokens must have been made for the same element.
 */
export function namesAgree(one: readonly NamePart[], other: readonly NamePart[]): boolean {
  const pairs = one.flatMap((part, row) =>
    other.flatMap((counterpart, column) =>
      partsAgree(part, counterpart) ? [{ row, column }] : [],
    ),
  );
  if (Math.min(one.length, other.length) < 2) return pairs.length > 0;
  return pairs.some((first) =>
    pairs.some((second) => second.row !== first.row && second.column !== first.column),
  );
}

const partsAgree = (one: NamePart, other: NamePart): boolean =>
  one.exact === other.exact || one.root === other.root || one.phonetic === other.phonetic;
