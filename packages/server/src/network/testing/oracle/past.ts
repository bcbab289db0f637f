/** All that happened, in order, and what of it is still remembered of an element or link. */
import type { ElementRef, FraudReport, LinkRef, Purchase, SeenLink } from '../../network.ts';

/** A purchase was seen. Whatever it names twice is there once, where it is named first. */
export interface Seen {
  readonly type: 'seen';
  readonly purchase: Purchase;
  readonly refs: ReadonlySet<string>;
  readonly elements: ReadonlyMap<string, ElementRef>;
  readonly links: ReadonlyMap<string, SeenLink>;
}

/** A purchase was reported, or a report of it taken back. */
export interface Reported {
  readonly type: 'reported';
  readonly report: FraudReport;
  readonly refs: ReadonlySet<string>;
}

/** Elements were forgotten. */
export interface Gone {
  readonly type: 'gone';
  readonly refs: ReadonlySet<string>;
}

export type Past = readonly (Seen | Reported | Gone)[];

/** One spelling for each element and link. */
export const keyOf = (ref: ElementRef | LinkRef): string =>
  'from' in ref
    ? `${ref.kind} ${keyOf(ref.from)} ${keyOf(ref.to)}`
    : `${ref.kind} ${ref.pseudonym}`;

export function seen(purchase: Purchase): Seen {
  const elements = byKey(purchase.elements);
  const links = byKey(purchase.links);
  const refs = new Set([...elements.keys(), ...links.keys()]);
  return { type: 'seen', purchase, refs, elements, links };
}

export const reported = (report: FraudReport): Reported => ({
  type: 'reported',
  report,
  refs: new Set([...report.elements, ...report.links].map(keyOf)),
});

export const gone = (elements: readonly ElementRef[]): Gone => ({
  type: 'gone',
  refs: new Set(elements.map(keyOf)),
});

/** What happened to an element or link since it was last forgotten: a link is with either of its ends. */
export function remembered(past: Past, ref: ElementRef | LinkRef): Past {
  const ends = ('from' in ref ? [ref.from, ref.to] : [ref]).map(keyOf);
  const forgotten = past.findLastIndex(
    ({ type, refs }) => type === 'gone' && ends.some((end) => refs.has(end)),
  );
  const key = keyOf(ref);
  return past.slice(forgotten + 1).filter(({ refs }) => refs.has(key));
}

/** The purchases that it was seen in, in the order in which they were recorded. */
export const purchasesOf = (past: Past, ref: ElementRef | LinkRef): readonly Purchase[] =>
  remembered(past, ref).flatMap((one) => (one.type === 'seen' ? [one.purchase] : []));

/** Elements and links that are remembered. */
export function knownRefs(past: Past): readonly (ElementRef | LinkRef)[] {
  const named = past.flatMap((one) => (one.type === 'seen' ? [...one.elements, ...one.links] : []));
  return [...new Map<string, ElementRef | LinkRef>(named).values()].filter(
    (ref) => purchasesOf(past, ref).length > 0,
  );
}

function byKey<Ref extends ElementRef | LinkRef>(refs: readonly Ref[]): ReadonlyMap<string, Ref> {
  const first = new Map<string, Ref>();
  for (const ref of refs) if (!first.has(keyOf(ref))) first.set(keyOf(ref), ref);
  return first;
}
