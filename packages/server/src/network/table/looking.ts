/** What the table tells. */
import type { AmountSum, LinkKind, Sighting } from '@whorl/engine';
import { elementCodes, endKinds, erasedCode, kindOf, linkCodes } from '../kinds.ts';
import { idAt } from './elements.ts';
import { listsOf } from './lists.ts';
import type { Records } from './records.ts';

/** A question, with identifiers as they are stored; links by the positions of their ends. */
export interface StoredQuery {
  readonly kinds: Uint8Array;
  readonly ids: Uint8Array;
  readonly links: Uint8Array | Uint32Array;
  readonly nowMs: number;
}

/** The answers, index by index; `undefined` is "never seen". */
export interface StoredReading {
  readonly elements: readonly (Sighting | undefined)[];
  readonly links: readonly (Sighting | undefined)[];
}

/** A partner of an element, its identifier as it is stored. */
export interface StoredPartner {
  readonly link: LinkKind;
  /** Code of its kind. */
  readonly kind: number;
  readonly id: Uint8Array;
  /** Of the link. */
  readonly sighting: Sighting;
}

/** An element and those that it was linked with. */
export interface StoredPortrait {
  readonly sighting: Sighting;
  readonly partners: readonly StoredPartner[];
}

export function readSightings(
  records: Records,
  { kinds, ids, links, nowMs }: StoredQuery,
): StoredReading {
  const slots: number[] = [];
  for (let n = 0; n < kinds.length; n += 1) slots.push(findElement(records, kinds, ids, n));
  const elements = slots.map((slot) => tellElement(records, slot, nowMs));
  const found: (Sighting | undefined)[] = [];
  for (let n = 0; n < links.length; n += 3) {
    const [from = 0, to = 0] = [slots[links[n + 1] as number], slots[links[n + 2] as number]];
    const isSeen = from !== 0 && to !== 0;
    const link = isSeen ? records.links.find(links[n] as number, [from, to]) : 0;
    found.push(link === 0 ? undefined : tellLink(records, link, nowMs));
  }
  return { elements, links: found };
}

/** The names that each element was linked with, the latest recorded first: tokens of their parts. */
export const readNames = (
  records: Records,
  { kinds, ids }: Pick<StoredQuery, 'kinds' | 'ids'>,
  limit: number,
): readonly (readonly Uint8Array[])[] =>
  Array.from(kinds, (_, n) => {
    const element = findElement(records, kinds, ids, n);
    const list = nameLists[kinds[n] ?? erasedCode] ?? -1;
    const links = element === 0 || list < 0 ? [] : records.links.first(element, list, limit);
    return links.map((link) => records.links.name(link)).filter(({ length }) => length > 0);
  });

/** By kind of element, which of its lists holds the names that it was seen with; -1 for a name itself. */
const nameLists: readonly number[] = elementCodes.map((kind, code) =>
  (listsOf[code] ?? []).findIndex((link) => {
    const [from, to] = endKinds(kindOf(linkCodes, link));
    return from.includes(kind) && to.includes('name');
  }),
);

/** @param limit the most partners by links of one kind */
export function portray(
  records: Records,
  { kinds, ids, nowMs }: Omit<StoredQuery, 'links'>,
  limit: number,
): StoredPortrait | undefined {
  const element = findElement(records, kinds, ids, 0);
  const sighting = tellElement(records, element, nowMs);
  if (sighting === undefined) return undefined;
  const partners = linksOf(records, element, limit).map((link): StoredPartner => {
    const partner = records.links.otherEnd(link, element);
    return {
      link: kindOf(linkCodes, records.links.kind(link)),
      kind: records.elements.kind(partner),
      id: records.elements.id(partner),
      sighting: tellLink(records, link, nowMs),
    };
  });
  return { sighting, partners };
}

function findElement(records: Records, kinds: Uint8Array, ids: Uint8Array, n: number): number {
  return records.elements.find(kinds[n] ?? erasedCode, idAt(ids, n));
}

function tellElement(records: Records, slot: number, nowMs: number): Sighting | undefined {
  if (slot === 0) return undefined;
  const told = records.elements.tell(slot, nowMs);
  const median = medianOf(records, slot);
  return { ...told, ...(median && { median }), partners: partnersOf(records, slot) };
}

/** A link has no partners of its own. */
const tellLink = ({ links }: Records, slot: number, nowMs: number): Sighting => ({
  ...links.history.tell(slot, nowMs),
  partners: {},
});

function medianOf({ medians }: Records, slot: number): AmountSum | undefined {
  const sketch = medians.get(slot);
  const tenThousandths = sketch?.quantile(0.5);
  return sketch && tenThousandths !== undefined
    ? { count: sketch.count, tenThousandths }
    : undefined;
}

function partnersOf({ elements }: Records, slot: number): Sighting['partners'] {
  const partners: Partial<Record<LinkKind, number>> = {};
  const lists = listsOf[elements.kind(slot)] ?? [];
  for (let list = 0; list < lists.length; list += 1) {
    const count = elements.partners(slot, list);
    if (count > 0) partners[kindOf(linkCodes, lists[list] ?? erasedCode)] = count;
  }
  return partners;
}

/** An element's links, at most so many of each kind. */
function linksOf({ elements, links }: Records, slot: number, limit: number): readonly number[] {
  const lists = listsOf[elements.kind(slot)] ?? [];
  return lists.flatMap((_, list) => links.first(slot, list, limit));
}
