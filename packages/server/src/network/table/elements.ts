import type { AmountWindows } from '@whorl/engine';
import type { StoredSpend } from '../change.ts';
import { codeOf, elementCodes } from '../kinds.ts';
import type { Blocks } from './blocks.ts';
import type { Chunk } from './memory.ts';
import { hourOf, PeriodLists } from './periods.ts';
import { ReportedDays } from './reported-days.ts';
import { hashWords, SlotIndex } from './slot-index.ts';
import { Slots } from './slots.ts';

/** Where in an element's slot these lie, in words. Instants are doubles. */
const at = {
  id: 0,
  firstSeen: 4,
  lastSeen: 6,
  total: 8,
  /** Code of the kind, plus one, so that a free slot has none; the currency above it. */
  kind: 9,
  periods: 10,
  reported: 12,
  /** Four lists of links: the first link, and how many partners there are. */
  lists: 14,
} as const;

const slotWords = 22;

/** Kinds whose purchases' amounts are added up. */
const withAmounts = new Set(
  (['account', 'card', 'cardParts', 'merchant'] as const).map((kind) => codeOf(elementCodes, kind)),
);

/** An identifier, as the four words that it is compared by. */
export type IdWords = readonly [number, number, number, number];

/** The identifier at a position of a row of them. */
export function idAt(ids: Uint8Array, position: number): IdWords {
  const word = (n: number): number => {
    const byte = position * 16 + n * 4;
    return (
      ((ids[byte] as number) |
        ((ids[byte + 1] as number) << 8) |
        ((ids[byte + 2] as number) << 16) |
        ((ids[byte + 3] as number) << 24)) >>>
      0
    );
  };
  return [word(0), word(1), word(2), word(3)];
}

/** Every element: its identifier, what was counted of it, and where its lists of links begin. */
export class Elements {
  readonly slots = new Slots('elements', slotWords);
  readonly index = new SlotIndex();
  readonly #counts: PeriodLists;
  readonly #amounts: PeriodLists;
  readonly #reported: ReportedDays;

  constructor(blocks: Blocks) {
    this.#counts = new PeriodLists(blocks, 'counts');
    this.#amounts = new PeriodLists(blocks, 'amounts');
    this.#reported = new ReportedDays(blocks);
  }

  /** The slot of an element; 0 when it was never seen. */
  find(kind: number, id: IdWords): number {
    return this.index.find(hashOf(id), (slot) => {
      const { u32 } = this.slots.chunk(slot);
      const word = this.slots.word(slot);
      return (
        u32[word] === id[0] &&
        u32[word + 1] === id[1] &&
        u32[word + 2] === id[2] &&
        u32[word + 3] === id[3] &&
        ((u32[word + at.kind] as number) & 0xff) === kind + 1
      );
    });
  }

  add(kind: number, id: IdWords): number {
    const slot = this.slots.take();
    const { u32 } = this.slots.chunk(slot);
    const word = this.slots.word(slot);
    u32.set(id, word);
    u32[word + at.kind] = kind + 1;
    this.index.add(hashOf(id), slot);
    return slot;
  }

  /** Counts one more sighting. */
  see(slot: number, atMs: number, spend: StoredSpend | undefined): void {
    this.slots.touch(slot);
    const chunk = this.slots.chunk(slot);
    const word = this.slots.word(slot);
    countSighting(chunk, word + at.total, [word + at.firstSeen, atMs]);
    const amount = this.#amountOf(slot, spend);
    this.#periodsOf(slot).count(chunk, word + at.periods, hourOf(atMs), amount);
  }

  /** What is added to an element's sums: the amount, where it has sums, in its currency. */
  #amountOf(slot: number, spend: StoredSpend | undefined): number | undefined {
    if (spend === undefined || !withAmounts.has(this.kind(slot))) return undefined;
    const { u32 } = this.slots.chunk(slot);
    const word = this.slots.word(slot) + at.kind;
    const currency = (u32[word] as number) >>> 16;
    // One more than the code, because 000 is one too.
    if (currency === 0) u32[word] = (u32[word] as number) | ((spend.currency + 1) << 16);
    return currency === 0 || currency === spend.currency + 1 ? spend.tenThousandths : undefined;
  }

  report(slot: number, purchaseAtMs: number, by: 1 | -1): void {
    this.slots.touch(slot);
    const { u32 } = this.slots.chunk(slot);
    const word = this.slots.word(slot) + at.reported;
    u32[word] = this.#reported.count(u32[word] as number, purchaseAtMs, by);
  }

  /** What is told of an element, but for its partners. */
  tell(slot: number, nowMs: number) {
    const chunk = this.slots.chunk(slot);
    const word = this.slots.word(slot);
    const reported = this.#reported.windows(chunk.u32[word + at.reported] as number, nowMs);
    const amounts = this.#amountWindows(slot, nowMs);
    return {
      firstSeenMs: chunk.f64[(word + at.firstSeen) >>> 1] as number,
      lastSeenMs: this.lastSeenMs(slot),
      total: chunk.u32[word + at.total] as number,
      counts: this.#periodsOf(slot).windows(chunk, word + at.periods, nowMs),
      ...(reported && { reported }),
      ...(amounts && { amounts }),
    };
  }

  #amountWindows(slot: number, nowMs: number): AmountWindows | undefined {
    const chunk = this.slots.chunk(slot);
    const word = this.slots.word(slot);
    const currency = (chunk.u32[word + at.kind] as number) >>> 16;
    if (currency === 0) return undefined;
    return {
      currency: String(currency - 1).padStart(3, '0'),
      ...this.#amounts.amounts(chunk, word + at.periods, nowMs),
    };
  }

  /** Code of the kind; -1 of a slot that is free. */
  kind(slot: number): number {
    return this.#kindWord(slot) - 1;
  }

  #kindWord(slot: number): number {
    return (this.slots.chunk(slot).u32[this.slots.word(slot) + at.kind] as number) & 0xff;
  }

  lastSeenMs(slot: number): number {
    return this.slots.chunk(slot).f64[(this.slots.word(slot) + at.lastSeen) >>> 1] as number;
  }

  /** The identifier's sixteen bytes. */
  id(slot: number): Uint8Array {
    const { u8 } = this.slots.chunk(slot);
    const byte = this.slots.word(slot) * 4;
    return u8.slice(byte, byte + 16);
  }

  /** It is not found by it before {@link Elements.reindex}. */
  setId(slot: number, id: Uint8Array): void {
    this.slots.touch(slot);
    this.slots.chunk(slot).u8.set(id, this.slots.word(slot) * 4);
  }

  /** The first link of one of an element's four lists; 0 when it is empty. */
  head(slot: number, list: number): number {
    return this.slots.chunk(slot).u32[this.#listWord(slot, list)] as number;
  }

  setHead(slot: number, list: number, link: number): void {
    this.slots.touch(slot);
    this.slots.chunk(slot).u32[this.#listWord(slot, list)] = link;
  }

  /** How many different partners a list has. */
  partners(slot: number, list: number): number {
    return this.slots.chunk(slot).u32[this.#listWord(slot, list) + 1] as number;
  }

  countPartner(slot: number, list: number, by: 1 | -1): void {
    this.slots.touch(slot);
    const { u32 } = this.slots.chunk(slot);
    const word = this.#listWord(slot, list) + 1;
    u32[word] = (u32[word] as number) + by;
  }

  #listWord(slot: number, list: number): number {
    return this.slots.word(slot) + at.lists + list * 2;
  }

  /** Forgets an element that no link has left. */
  remove(slot: number): void {
    this.slots.touch(slot);
    const chunk = this.slots.chunk(slot);
    const word = this.slots.word(slot);
    this.index.remove(hashOf(idAt(this.id(slot), 0)), slot);
    this.#periodsOf(slot).release(chunk, word + at.periods);
    this.#reported.release(chunk.u32[word + at.reported] as number);
    this.slots.release(slot);
  }

  /** Makes the index anew from the slots. */
  reindex(): void {
    this.index.fill(this.slots.end, (slot) =>
      this.#kindWord(slot) === 0 ? -1 : hashOf(this.#words(slot)),
    );
  }

  #words(slot: number): IdWords {
    const { u32 } = this.slots.chunk(slot);
    const word = this.slots.word(slot);
    return [u32[word], u32[word + 1], u32[word + 2], u32[word + 3]] as unknown as IdWords;
  }

  /** What is wrong with an element, but for its links: one sentence, or nothing. */
  fault(slot: number): string | undefined {
    const chunk = this.slots.chunk(slot);
    const word = this.slots.word(slot);
    const { firstSeenMs, lastSeenMs, total } = this.tell(slot, this.lastSeenMs(slot));
    if (elementCodes[this.kind(slot)] === undefined) return 'it is of no kind';
    if (!(firstSeenMs <= lastSeenMs)) return 'it was seen first after it was seen last';
    if (this.find(this.kind(slot), this.#words(slot)) !== slot) return 'it is not found by its id';
    const periods = this.#periodsOf(slot);
    if (periods.sum(chunk, word + at.periods) > total) return 'its periods exceed its total';
    return periods.fault(chunk, word + at.periods);
  }

  #periodsOf(slot: number): PeriodLists {
    return withAmounts.has(this.kind(slot)) ? this.#amounts : this.#counts;
  }
}

/** One more in a total, and its instant among the first and the last, which lie beside each other. */
export function countSighting(
  { u32, f64 }: Chunk,
  total: number,
  [first, atMs]: readonly [word: number, atMs: number],
): void {
  const before = u32[total] as number;
  const at = first >>> 1;
  if (before === 0 || atMs < (f64[at] as number)) f64[at] = atMs;
  if (before === 0 || atMs > (f64[at + 1] as number)) f64[at + 1] = atMs;
  u32[total] = before + 1;
}

const hashOf = (id: IdWords): number => hashWords(id[0], id[1], (id[2] ^ id[3]) >>> 0);
