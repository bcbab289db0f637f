import { isNameLink } from '@whorl/engine';
import type {
  ElementRef,
  NameTokens,
  Pseudonym,
  Purchase,
  SeenLink,
} from '../../../packages/server/src/network/network.ts';
import { type Event, type EventLink, elementsOfCall, idBytes, linksOfCall } from '../event.ts';

const spend = { currency: '840', tenThousandths: 499_900 };

/** A purchase as our network takes it. */
export function purchaseOf({ atMs, kinds, ids, links }: Event): Purchase {
  const elements = Array.from(kinds, (code, at): ElementRef => {
    const kind = elementsOfCall[code] ?? 'email';
    const pseudonym = ids.toString('hex', at * idBytes, (at + 1) * idBytes) as Pseudonym;
    return { kind, pseudonym };
  });
  return { atMs, elements, links: links.map((link) => linkOf(link, elements)), spend };
}

function linkOf([code, ...ends]: EventLink, elements: readonly ElementRef[]): SeenLink {
  const [kind] = linksOfCall[code] ?? linksOfCall[0];
  const [from, to] = ends.map((end) => elements[end] as ElementRef) as [ElementRef, ElementRef];
  return isNameLink(kind) ? { kind, from, to, name: tokensOf(from, to) } : { kind, from, to };
}

/** A name of two parts, other under each element. */
const tokensOf = (from: ElementRef, to: ElementRef): readonly NameTokens[] =>
  [0, 8].map((at) => {
    const part = from.pseudonym.slice(at, at + 8);
    const token = (start: number) => part + to.pseudonym.slice(start, start + 8);
    return { exact: token(0), root: token(8), phonetic: token(16) };
  });
