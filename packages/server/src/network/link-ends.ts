import type { ElementRef, LinkRef } from './network.ts';

/**
 * Where the two ends of a link stand among a call's elements.
 *
 * @throws RangeError when the call has not both of them
 */
export function endPositions(
  { kind, from, to }: LinkRef,
  elements: readonly ElementRef[],
): readonly [from: number, to: number] {
  const positions = [from, to].map((end) => elements.findIndex((ref) => isSameElement(ref, end)));
  const [first = -1, second = -1] = positions;
  if (first >= 0 && second >= 0) return [first, second];
  throw new RangeError(`A ${kind} link joins an element that its call does not name.`);
}

/** Kind and pseudonym: elements of different kinds never mix. */
export const isSameElement = (one: ElementRef, other: ElementRef): boolean =>
  one.kind === other.kind && one.pseudonym === other.pseudonym;
