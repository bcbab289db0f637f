import type { Sighted } from '../change.ts';
import { elementCodes, erasedCode, linkCodes } from '../kinds.ts';
import { listOf } from './lists.ts';

const most = 255;

/** Until the year 2100: hours are kept in few bits, and a time beyond is a mistake of units. */
const endMs = Date.UTC(2100, 0, 1);

/**
 * What a purchase must be like before it may be counted, or logged to be counted.
 *
 * @throws RangeError for too many elements or links, for a link that joins what it cannot, and for an instant
 * before 1970 or after 2099
 */
export function checkSighted({ atMs, kinds, links, spend }: Sighted): void {
  if (kinds.length > most || links.length > most * 3)
    throw new RangeError(`A purchase has at most ${most} elements and ${most} links.`);
  if (!(atMs >= 0 && atMs < endMs))
    throw new RangeError('A purchase has an instant between 1970 and 2099.');
  for (const kind of kinds)
    if (kind >= elementCodes.length && kind !== erasedCode)
      throw new RangeError(`There is no kind of element of code ${kind}.`);
  for (let at = 0; at < links.length; at += 3) checkLink(kinds, links.subarray(at, at + 3));
  if (spend !== undefined && !Number.isSafeInteger(spend.tenThousandths))
    throw new RangeError('An amount is a whole number of ten-thousandths.');
}

function checkLink(
  kinds: Uint8Array,
  [kind = erasedCode, from = most, to = most]: Uint8Array,
): void {
  if (kind === erasedCode) return;
  const ends = [kinds[from], kinds[to]];
  for (const end of ends) {
    if (end === undefined)
      throw new RangeError(
        `A ${linkCodes[kind]} link joins an element that its call does not name.`,
      );
    if (end !== erasedCode) listOf(kind, end);
  }
}
