import { addPartner, type History, tellHistory } from './history.ts';
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
import { createRetries, type NamedAnswer } from './retries.ts';
import { Rows, type RowsPiece } from './rows.ts';

/** What the table takes of a call; the rest is for the log. */
export type CountedCall = Pick<
  CallRecord,
  'id' | 'projectId' | 'atMs' | 'elements' | 'links' | 'idempotencyKey' | 'answer'
>;

/** A piece of a table's image: plain values only. */
export type TablePiece =
  | (RowsPiece & { readonly part: 'elements' | 'links' })
  | { readonly part: 'answers'; readonly answers: readonly NamedAnswer[] }
  | { readonly part: 'calls'; readonly counts: readonly (readonly [string, number])[] };

/**
 * The whole network in memory: state without files, clock or promises. Every store keeps one; a later
 * one may keep it off the JavaScript heap behind the same functions.
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
  /** How many calls of a project were counted. */
  countCalls(projectId: string): number;
  /** Everything that is remembered, in pieces for {@link Table.restore}. */
  pieces(): Iterable<TablePiece>;
  /** Takes a piece back. The table owns it from then on. */
  restore(piece: TablePiece): void;
}

export function createTable(): Table {
  const elements = new Rows();
  const links = new Rows();
  const retries = createRetries();
  const calls = new Map<string, number>();

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
      calls.set(call.projectId, (calls.get(call.projectId) ?? 0) + 1);
      retries.keep(call);
    },
    recall: retries.recall,
    size: () => ({ elements: elements.size, links: links.size }),
    countCalls: (projectId) => calls.get(projectId) ?? 0,
    *pieces() {
      for (const piece of elements.pieces()) yield { part: 'elements', ...piece };
      for (const piece of links.pieces()) yield { part: 'links', ...piece };
      yield { part: 'answers', answers: retries.calls() };
      yield { part: 'calls', counts: [...calls] };
    },
    restore(piece) {
      if (piece.part === 'answers') piece.answers.forEach(retries.keep);
      else if (piece.part === 'calls')
        for (const [projectId, count] of piece.counts) calls.set(projectId, count);
      else (piece.part === 'elements' ? elements : links).restore(piece);
    },
  };
}

const endsOf = ({ from, to }: Pick<LinkRef, 'from' | 'to'>): string =>
  `${from.kind} ${from.pseudonym} ${to.kind} ${to.pseudonym}`;

const isSameLink = (one: LinkRef, other: LinkRef): boolean =>
  one.kind === other.kind && isSameElement(one.from, other.from) && isSameElement(one.to, other.to);

const tell = (history: History | undefined, nowMs: number) =>
  history && tellHistory(history, nowMs);
