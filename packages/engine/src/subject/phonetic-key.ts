import { doubleMetaphone } from 'double-metaphone';

/** With fewer sounds, too many names sound alike: `lee`, `leo` and `lou` are all `L`. */
const leastSounds = 2;

/**
 * How a folded word sounds, in upper case: the first code of Double Metaphone (Philips, 2000),
 * which keeps consonants and an initial vowel. A word with a digit, or with fewer than two such
 * sounds, is its own key, in lower case: so an initial agrees with the same initial only.
 *
 * @example phoneticKey('cathryn') // 'K0RN', as of 'katherine'
 */
export function phoneticKey(word: string): string {
  if (/\d/.test(word)) return word;
  const [sounds] = doubleMetaphone(word);
  return sounds.length < leastSounds ? word : sounds;
}
