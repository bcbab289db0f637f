import { foldWords } from './fold.ts';
import type { Element } from './subject.ts';

/** A person's or a business's name. */
export interface Name extends Element {
  readonly kind: 'name';
}

/** Words before a name that are no part of it. */
const titles = new Set(
  'mr mrs ms miss mx dr prof professor sir madam mme mlle herr frau sr sra'.split(' '),
);

/** Words after a name that are no part of it. */
const suffixes = new Set('jr sr ii iii iv phd md esq dds cpa'.split(' '));

/**
 * Reads a name. Its words are remembered in alphabetical order, without titles and suffixes, because
 * the same words in another order (`Doe, John`, `DOE JOHN`) are far more often one person than two.
 * `undefined` when there is no letter or digit in it.
 *
 * @example toName('Dr. Doe, José Jr.')?.canonical // 'doe jose'
 */
export function toName(text: string): Name | undefined {
  const parts = text.split(',').map(foldWords);
  const bare = parts.flatMap(dropTitles);
  const words = bare.length > 0 ? bare : parts.flat();
  if (words.length === 0) return undefined;
  return Object.freeze({ kind: 'name', canonical: words.toSorted().join(' ') });
}

function dropTitles(words: readonly string[]): readonly string[] {
  if (suffixes.has(words.join(''))) return []; // `Ph.D.` after a comma
  const start = words.findIndex((word) => !titles.has(word));
  const end = words.findLastIndex((word) => !suffixes.has(word));
  return start < 0 ? [] : words.slice(start, end + 1);
}
