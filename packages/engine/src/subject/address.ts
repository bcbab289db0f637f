import { announcesNumber, announcesUnit, rememberedWord } from './address-words.ts';
import { foldWord, foldWords } from './fold.ts';

/** A postal address. */
export interface Address {
  readonly kind: 'address';
  /** Absent without a street line: what is left is a place, where many people live. */
  readonly canonical?: string;
  /** City, state and country; absent without a city. */
  readonly place?: string;
  /** Whether nothing in it tells more than country and state. */
  readonly missing: boolean;
  readonly hasCountry: boolean;
}

/** A postal address as a request gives it; the country is ISO 3166-1 numeric. */
export interface AddressInput {
  readonly addressLine1?: string | undefined;
  readonly addressLine2?: string | undefined;
  readonly addressCity?: string | undefined;
  readonly addressState?: string | undefined;
  readonly addressPostCode?: string | undefined;
  readonly addressCountry?: string | undefined;
}

const unitedStates = '840';

/**
 * Reads an address. Case, punctuation, accents, the common abbreviations, and where the unit stands
 * make no difference; the state makes none beside a postcode, which implies it. A ZIP+4 is cut to its
 * five digits.
 *
 * @example
 * toAddress({ addressLine1: '912 Uclan Drive', addressLine2: 'Apt. 34', addressCity: 'Houston',
 *   addressPostCode: '77001-1234', addressCountry: '840' }).canonical
 * // '["912 uclan dr","34","houston","","77001","840"]'
 */
export function toAddress(input: AddressInput): Address {
  const city = foldPlace(input.addressCity);
  const state = foldWord(input.addressState ?? '');
  const country = foldWord(input.addressCountry ?? '');
  const postcode = foldPostcode(input.addressPostCode ?? '', country);
  const { street, unit } = readStreet(input);
  const hasStreet = street !== '' || unit !== '';
  const canonical = [street, unit, city, postcode === '' ? state : '', postcode, country];
  return Object.freeze({
    kind: 'address',
    ...(hasStreet && { canonical: JSON.stringify(canonical) }),
    ...(city !== '' && { place: JSON.stringify([city, state, country]) }),
    missing: !hasStreet && city === '' && postcode === '',
    hasCountry: country !== '',
  });
}

const foldPlace = (city = ''): string => foldWords(city).map(rememberedWord).join(' ');

function foldPostcode(text: string, country: string): string {
  const postcode = foldWord(text);
  return country === unitedStates && /^\d{9}$/.test(postcode) ? postcode.slice(0, 5) : postcode;
}

/** Parts the units (`Apt 34`, `#34`) from the rest of both lines, wherever they stand. */
function readStreet({ addressLine1 = '', addressLine2 = '' }: AddressInput) {
  const lines = `${addressLine1} , ${addressLine2}`.replaceAll('#', ' unit ');
  const words = foldWords(lines).filter((word, index, all) => !isNoise(word, all[index + 1]));
  return {
    street: words.filter(belongsToStreet).map(rememberedWord).join(' '),
    unit: words.filter((word, index) => namesUnit(word, words[index - 1])).join(' '),
  };
}

const belongsToStreet = (word: string, index: number, words: readonly string[]): boolean =>
  !namesUnit(word, words[index - 1]) && !leadsToUnit(word, words[index + 1]);

/** `34` or `b` after `apt`; `Flat Rock Road` is a street. */
const namesUnit = (word: string, before = ''): boolean =>
  announcesUnit(before) && !announcesUnit(word) && /\d|^.$/.test(word);

const leadsToUnit = (word: string, after = ''): boolean =>
  announcesUnit(word) && (announcesUnit(after) || namesUnit(after, word));

/** `No. 5 High Street` is `5 High Street`. */
const isNoise = (word: string, after = ''): boolean => announcesNumber(word) && /^\d/.test(after);
