import { nameTokensBytes } from '../change.ts';
import { linkCodes } from '../kinds.ts';
import type { Blocks } from './blocks.ts';
import type { Elements } from './elements.ts';
import { listOf, selfLinks } from './lists.ts';
import { PeriodLists } from './periods.ts';
import { SlotHistory } from './slot-history.ts';
import { hashWords, SlotIndex } from './slot-index.ts';
import { Slots } from './slots.ts';

/** Where in a link's slot these lie, in words. Instants are doubles: the first sighting, and the last behind it. */
const at = {
  /** Slots of the two ends. */
  ends: 0,
  /** Code of the kind, plus one, so that a free slot has none. */
  kind: 2,
  total: 3,
  firstSeen: 4,
  periods: 8,
  reported: 10,
  name: 11,
  /** The links before and behind it in the list of its first end, then in that of its second. */
  neighbours: 12,
} as const;

const slotWords = 16;

/** What is before the parts of a name in its block: how many there are. */
const nameHeadBytes = 8;

/** The two ends of a link, by their slots. */
export type Ends = readonly [from: number, to: number];

/** Which of its two ends an element is to a link. */
type End = 0 | 1;

/**
 * Every link. A link of two elements is in a list of each, the latest recorded first; one of an element with
 * itself is in none.
 */
export class Links {
  readonly slots = new Slots('links', slotWords);
  readonly index = new SlotIndex();
  readonly history: SlotHistory;
  readonly #elements: Elements;
  readonly #blocks: Blocks;

  constructor(elements: Elements, blocks: Blocks) {
    this.#elements = elements;
    this.#blocks = blocks;
    const counts = new PeriodLists(blocks, 'counts');
    this.history = new SlotHistory(this.slots, { blocks, place: at, periodsOf: () => counts });
  }

  /** The slot of a link; 0 when it was never seen. */
  find(kind: number, [from, to]: Ends): number {
    return this.index.find(hashWords(kind, from, to), (slot) => {
      const { u32 } = this.slots.chunk(slot);
      const word = this.slots.word(slot);
      return u32[word] === from && u32[word + 1] === to && u32[word + at.kind] === kind + 1;
    });
  }

  /** @param name the tokens of a name's parts, {@link nameTokensBytes} each */
  add(kind: number, ends: Ends, name: Uint8Array): number {
    const slot = this.slots.take();
    const { u32 } = this.slots.chunk(slot);
    const word = this.slots.word(slot);
    u32.set(ends, word);
    u32[word + at.kind] = kind + 1;
    u32[word + at.name] = name.length === 0 ? 0 : this.#keepName(name);
    this.index.add(hashWords(kind, ...ends), slot);
    if (ends[0] !== ends[1]) this.#join(slot);
    return slot;
  }

  /** Counts one more sighting, and brings the link to the front of both lists. */
  see(slot: number, atMs: number): void {
    this.history.see(slot, atMs);
    const [from, to] = this.ends(slot);
    if (from === to) return;
    for (const end of bothEnds) this.#bringForward(slot, end);
  }

  /** Code of the kind; -1 of a slot that is free. */
  kind(slot: number): number {
    return (this.slots.chunk(slot).u32[this.slots.word(slot) + at.kind] as number) - 1;
  }

  ends(slot: number): Ends {
    const { u32 } = this.slots.chunk(slot);
    const word = this.slots.word(slot);
    return [u32[word] as number, u32[word + 1] as number];
  }

  /** The end of a link that an element is not. */
  otherEnd(slot: number, element: number): number {
    const [from, to] = this.ends(slot);
    return from === element ? to : from;
  }

  /** The links of one of an element's lists, the latest recorded first. */
  *list(element: number, list: number): Generator<number> {
    let link = this.#elements.head(element, list);
    while (link !== 0) {
      const next = this.#neighbour(link, [this.#endOf(link, element), 1]);
      yield link;
      link = next;
    }
  }

  /** The first so many of them. */
  first(element: number, list: number, limit: number): readonly number[] {
    const found: number[] = [];
    if (limit > 0)
      for (const link of this.list(element, list)) {
        found.push(link);
        if (found.length === limit) break;
      }
    return found;
  }

  /** The tokens of a name's parts; none when the link has no name. */
  name(slot: number): Uint8Array {
    const ref = this.slots.chunk(slot).u32[this.slots.word(slot) + at.name] as number;
    if (ref === 0) return new Uint8Array();
    const { u8, u32 } = this.#blocks.chunk(ref);
    const word = this.#blocks.word(ref);
    const from = word * 4 + nameHeadBytes;
    return u8.slice(from, from + (u32[word] as number) * nameTokensBytes);
  }

  /** Forgets a link, at both its ends. */
  remove(slot: number): void {
    const ends = this.ends(slot);
    if (ends[0] !== ends[1]) this.#part(slot);
    this.index.remove(hashWords(this.kind(slot), ...ends), slot);
    this.history.release(slot);
    const name = this.slots.chunk(slot).u32[this.slots.word(slot) + at.name] as number;
    if (name !== 0) this.#blocks.release(name, nameHeadBytes + this.name(slot).length);
    this.slots.release(slot);
  }

  /** Makes the index anew from the slots. */
  reindex(): void {
    this.index.fill(this.slots.end, (slot) =>
      this.kind(slot) < 0 ? -1 : hashWords(this.kind(slot), ...this.ends(slot)),
    );
  }

  /** What is wrong with a link: a few words, or nothing. */
  fault(slot: number): string | undefined {
    const kind = this.kind(slot);
    const ends = this.ends(slot);
    if (linkCodes[kind] === undefined) return 'it is of no kind';
    if (ends.some((end) => end === 0 || this.#elements.kind(end) < 0)) return 'it has a loose end';
    if (this.find(kind, ends) !== slot) return 'it is not found by its ends';
    return this.history.fault(slot) ?? this.#listFault(slot);
  }

  #listFault(slot: number): string | undefined {
    const [from, to] = this.ends(slot);
    if (from === to) return undefined;
    const isSound = bothEnds.every((end) => {
      const [element, list] = this.#placeOf(slot, end);
      const before = this.#neighbour(slot, [end, 0]);
      if (before === 0) return this.#elements.head(element, list) === slot;
      return this.#neighbour(before, [this.#endOf(before, element), 1]) === slot;
    });
    return isSound ? undefined : 'it is not in the lists of its ends';
  }

  #keepName(name: Uint8Array): number {
    const ref = this.#blocks.take(nameHeadBytes + name.length);
    const { u8, u32 } = this.#blocks.chunk(ref);
    const word = this.#blocks.word(ref);
    u32[word] = name.length / nameTokensBytes;
    u32[word + 1] = 0;
    u8.set(name, word * 4 + nameHeadBytes);
    return ref;
  }

  /** Puts a new link into the lists of its ends. Two elements are partners once, either way round. */
  #join(slot: number): void {
    const isNew = !this.#hasWayBack(slot);
    for (const end of bothEnds) {
      const [element, list] = this.#placeOf(slot, end);
      this.#putFirst(slot, end);
      if (isNew) this.#elements.countPartner(element, list, 1);
    }
  }

  #part(slot: number): void {
    const isLast = !this.#hasWayBack(slot);
    for (const end of bothEnds) {
      const [element, list] = this.#placeOf(slot, end);
      this.#takeOut(slot, end);
      if (isLast) this.#elements.countPartner(element, list, -1);
    }
  }

  #hasWayBack(slot: number): boolean {
    // Of most kinds the two ends are of different kinds too: there is no other way round.
    if (!selfLinks.includes(this.kind(slot))) return false;
    const [from, to] = this.ends(slot);
    return this.find(this.kind(slot), [to, from]) !== 0;
  }

  #bringForward(slot: number, end: End): void {
    const [element, list] = this.#placeOf(slot, end);
    if (this.#elements.head(element, list) === slot) return;
    this.#takeOut(slot, end);
    this.#putFirst(slot, end);
  }

  #putFirst(slot: number, end: End): void {
    const [element, list] = this.#placeOf(slot, end);
    const first = this.#elements.head(element, list);
    this.#setNeighbour(slot, [end, 0], 0);
    this.#setNeighbour(slot, [end, 1], first);
    if (first !== 0) this.#setNeighbour(first, [this.#endOf(first, element), 0], slot);
    this.#elements.setHead(element, list, slot);
  }

  #takeOut(slot: number, end: End): void {
    const [element, list] = this.#placeOf(slot, end);
    const [before, behind] = [this.#neighbour(slot, [end, 0]), this.#neighbour(slot, [end, 1])];
    if (before === 0) this.#elements.setHead(element, list, behind);
    else this.#setNeighbour(before, [this.#endOf(before, element), 1], behind);
    if (behind !== 0) this.#setNeighbour(behind, [this.#endOf(behind, element), 0], before);
  }

  /** The list that a link is in at one of its ends. */
  #placeOf(slot: number, end: End): readonly [element: number, list: number] {
    const element = this.ends(slot)[end];
    return [element, listOf(this.kind(slot), this.#elements.kind(element))];
  }

  #endOf(slot: number, element: number): End {
    return this.ends(slot)[0] === element ? 0 : 1;
  }

  #neighbour(slot: number, place: Place): number {
    return this.slots.chunk(slot).u32[this.slots.word(slot) + wordOf(place)] as number;
  }

  #setNeighbour(slot: number, place: Place, neighbour: number): void {
    this.slots.touch(slot);
    this.slots.chunk(slot).u32[this.slots.word(slot) + wordOf(place)] = neighbour;
  }
}

/** At which end, and whether before (0) or behind (1). */
type Place = readonly [end: End, side: 0 | 1];

const wordOf = ([end, side]: Place): number => at.neighbours + end * 2 + side;

const bothEnds = [0, 1] as const;
