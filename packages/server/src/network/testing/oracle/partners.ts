/** With whom an element was linked, by looking through everything. */
import type { LinkKind } from '@whorl/engine';
import type { ElementRef, NameTokens, SeenLink } from '../../network.ts';
import { keyOf, type Past, remembered } from './past.ts';

/** An element's links, the latest recorded first; those with itself left out. */
export function linksOf(past: Past, element: ElementRef): readonly SeenLink[] {
  const links = new Map<string, SeenLink>();
  const forgotten = new Set<string>();
  for (const one of past.toReversed()) {
    if (one.type === 'gone') for (const ref of one.refs) forgotten.add(ref);
    if (one.type !== 'seen') continue;
    for (const [key, link] of [...one.links].toReversed()) {
      const isGone = [link.from, link.to].some((end) => forgotten.has(keyOf(end)));
      if (isEndOf(link, element) && !isGone && !links.has(key)) links.set(key, link);
    }
  }
  return [...links.values()];
}

/** The other end of a link. */
export const partnerIn = ({ from, to }: SeenLink, element: ElementRef): ElementRef =>
  keyOf(from) === keyOf(element) ? to : from;

/** How many different partners by each kind of link. */
export function countPartners(past: Past, element: ElementRef): Partial<Record<LinkKind, number>> {
  const partners = new Map<LinkKind, Set<string>>();
  for (const link of linksOf(past, element)) {
    const known = partners.get(link.kind) ?? new Set();
    partners.set(link.kind, known.add(keyOf(partnerIn(link, element))));
  }
  return Object.fromEntries([...partners].map(([kind, known]) => [kind, known.size]));
}

/** The names that an element was linked with, each as it was when the two were first seen together. */
export const namesOf = (past: Past, element: ElementRef): readonly (readonly NameTokens[])[] =>
  linksOf(past, element)
    .filter(({ kind, from }) => kind.endsWith('-name') && keyOf(from) === keyOf(element))
    .map((link) => firstName(past, link));

function firstName(past: Past, link: SeenLink): readonly NameTokens[] {
  const [first] = remembered(past, link).filter(({ type }) => type === 'seen');
  return (first?.type === 'seen' && first.links.get(keyOf(link))?.name) || [];
}

function isEndOf({ from, to }: SeenLink, element: ElementRef): boolean {
  const [one, other, key] = [keyOf(from), keyOf(to), keyOf(element)];
  return one !== other && (one === key || other === key);
}
