import { nicknameRoot } from './nickname-root.ts';
import { phoneticKey } from './phonetic-key.ts';

/**
 * One word of a name in the three forms in which it is compared. `nameParts` gives them in clear;
 * what is stored and compared are keyed tokens of them, one for each, in the same shape. Forms are
 * only compared with the same form of another part.
 */
export interface NamePart {
  /** The word itself. */
  readonly exact: string;
  /** The given name that it is a nickname of: `william` for `bill`; else the word itself. */
  readonly root: string;
  /** How it sounds. */
  readonly phonetic: string;
}

/**
 * The parts of a name that are kept. Six hold the fullest names of people (two given names, two
 * family names and more), and a field stuffed with words costs a stored name no more than 18
 * tokens.
 */
const mostParts = 6;

/** Words that join the parts of a name: too many people share them to say who one is. */
const particles = new Set([
  ...'al da das de degli dei del della den der des di do dos du'.split(' '),
  ...'el la las le los van von zu and of the und'.split(' '),
]);

/**
 * Splits a name into the parts that are compared with stored names (`namesAgree`). Initials and
 * particles (`de la`, `van der`) are parts only where fewer than two other words are left, so that
 * two strangers do not agree by them. Of more than six words the longest are kept, which say most.
 *
 * @param canonical what `toName` made: words of ASCII letters and digits, in alphabetical order
 * @returns one to six parts, in an order that depends on the words alone; none of an empty text
 * @example nameParts('bill cruz de la') // bill (root william, sounds PL) and cruz
 */
export function nameParts(canonical: string): readonly NamePart[] {
  const words = canonical.split(' ').filter((word) => word !== '');
  const telling = words.filter((word) => word.length > 1 && !particles.has(word));
  return keepLongest(telling.length < 2 ? words : telling).map(toPart);
}

const keepLongest = (words: readonly string[]): readonly string[] =>
  words.length <= mostParts
    ? words
    : words.toSorted((one, other) => other.length - one.length).slice(0, mostParts);

const toPart = (word: string): NamePart =>
  Object.freeze({ exact: word, root: nicknameRoot(word), phonetic: phoneticKey(word) });
