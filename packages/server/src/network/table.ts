import { addPartner, addSighting, type History, newHistory, tellHistory } from './history.ts';
import { endPositions, isSameElement } from './link-ends.ts';
import type {
  CallRecord,
  LinkRef,
  NetworkQuery,
  NetworkReading,
  NetworkSize,
  Pseudonym,
  RecordedAnswer,
} from './network.ts';
import { createRetries } from './retries.ts';

/** What the table takes of a call; the rest is for the log. */
export type CountedCall = Pick<
  CallRecord,
  'id' | 'atMs' | 'elements' | 'links' | 'idempotencyKey' | 'answer'
>;

/**
 * The whole network in memory: state without files, clock or promises. Every store keeps one; a later
 * one may keep it off the JavaScript heap behind the same four functions.
 */
export interface Table {
  read(query: NetworkQuery): NetworkReading;
  /**
   * Counts a call and remembers its answer for retries.
   *
   * @throws RangeError when a link joins what the call does not name; nothing of it is counted
   */
  apply(call: CountedCall): void;
  recall(key: Pseudonym, nowMs: number): RecordedAnswer | undefined;
  size(): NetworkSize;
}

export function createTable(): Table {
  const elements = new Rows();
  const links = new Rows();
  const retries = createRetries();

  function countElements({ elements: refs, atMs }: CountedCall): void {
    refs.forEach((ref, index) => {
      const isFirst = refs.findIndex((other) => isSameElement(other, ref)) === index;
      if (isFirst) elements.see(ref.kind, ref.pseudonym, atMs);
    });
  }

  function countLinks({ links: refs, atMs }: CountedCall): void {
    refs.forEach((ref, index) => {
      const isFirst = refs.findIndex((other) => isSameLink(other, ref)) === index;
      if (isFirst && links.see(ref.kind, endsOf(ref), atMs)) countPartners(ref);
    });
  }

  /** Once for two elements, whichever way round; a link of one with itself is its own way back. */
  function countPartners({ kind, from, to }: LinkRef): void {
    if (links.find(kind, endsOf({ from: to, to: from })) !== undefined) return;
    for (const end of [from, to]) {
      const history = elements.find(end.kind, end.pseudonym);
      if (history !== undefined) addPartner(history, kind);
    }
  }

  return {
    read: ({ elements: refs, links: pairs, nowMs }) => ({
      elements: refs.map((ref) => tell(elements.find(ref.kind, ref.pseudonym), nowMs)),
      links: pairs.map((ref) => tell(links.find(ref.kind, endsOf(ref)), nowMs)),
    }),
    apply(call) {
      for (const link of call.links) endPositions(link, call.elements);
      countElements(call);
      countLinks(call);
      retries.keep(call);
    },
    recall: retries.recall,
    size: () => ({ elements: elements.size, links: links.size }),
  };
}

/** Histories by kind and key. */
class Rows {
  readonly #byKind = new Map<string, Map<string, History>>();

  find(kind: string, key: string): History | undefined {
    return this.#byKind.get(kind)?.get(key);
  }

  /** Counts one sighting; whether it was the first. */
  see(kind: string, key: string, atMs: number): boolean {
    const known = this.find(kind, key);
    if (known === undefined) this.#add(kind, key, newHistory(atMs));
    else addSighting(known, atMs);
    return known === undefined;
  }

  get size(): number {
    let size = 0;
    for (const rows of this.#byKind.values()) size += rows.size;
    return size;
  }

  #add(kind: string, key: string, history: History): void {
    const rows = this.#byKind.get(kind) ?? new Map<string, History>();
    this.#byKind.set(kind, rows);
    rows.set(flatten(key), history);
  }
}

/** A slice or a concatenation would keep the longer texts alive that it was made of. */
const flatten = (key: string): string => Buffer.from(key, 'latin1').toString('latin1');

const endsOf = ({ from, to }: Pick<LinkRef, 'from' | 'to'>): string =>
  `${from.kind} ${from.pseudonym} ${to.kind} ${to.pseudonym}`;

const isSameLink = (one: LinkRef, other: LinkRef): boolean =>
  one.kind === other.kind && isSameElement(one.from, other.from) && isSameElement(one.to, other.to);

const tell = (history: History | undefined, nowMs: number) =>
  history && tellHistory(history, nowMs);
