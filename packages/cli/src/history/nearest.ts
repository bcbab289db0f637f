import { distance } from 'fastest-levenshtein';

/** More slips than this, or than a third of what was typed, are another word. */
const maxSlips = 3;

/**
 * The name that may have been meant, as ` Did you mean "x"?`; nothing when none is near.
 *
 * @example
 * didYouMean('acount', ['account', 'amount']); // ' Did you mean "account"?'
 */
export function didYouMean(typed: string, known: readonly string[]): string {
  const most = Math.min(maxSlips, Math.ceil(typed.length / 3));
  const near = known
    .filter((name) => Math.abs(name.length - typed.length) <= most)
    .map((name) => ({ name, slips: distance(typed.toLowerCase(), name.toLowerCase()) }))
    .filter(({ slips }) => slips <= most)
    .sort((one, other) => one.slips - other.slips);
  return near[0] === undefined ? '' : ` Did you mean "${near[0].name}"?`;
}
