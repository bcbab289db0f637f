import type { AmountWindows } from '@whorl/engine';
import type { StoredSpend } from '../change.ts';
import { elementCodes, hasAmounts } from '../kinds.ts';
import type { Blocks } from './blocks.ts';
import { PeriodLists } from './periods.ts';
import { SlotHistory } from './slot-history.ts';
import { hashWords, SlotIndex } from './slot-index.ts';
import { Slots } from './slots.ts';

/** Where in an element's slot these lie, in words. Instants are doubles: the first sighting, and the last behind it. */
const at = {
  id: 0,
  firstSeen: 4,
  total: 8,
  /** Code of the kind, plus one, so that a free slot has none; the currency above it. */
  kind: 9,
  periods: 10,
  reported: 12,
  /** Four lists of links: the first link, and how many partners there are. */
  lists: 14,
} as const;

const slotWords = 22;

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
  readonly history: SlotHistory;
  readonly #amounts: PeriodLists;

  constructor(blocks: Blocks) {
    const counts = new PeriodLists(blocks, 'counts');
    const amounts = new PeriodLists(blocks, 'amounts');
    this.#amounts = amounts;
    this.history = new SlotHistory(this.slots, {
      blocks,
      place: at,
      periodsOf: (slot) => (hasAmounts(this.kind(slot)) ? amounts : counts),
    });
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
    this.history.see(slot, atMs, this.#amountOf(slot, spend));
  }

  /** What is added to an element's sums: the amount, where it has sums, in its currency. */
  #amountOf(slot: number, spend: StoredSpend | undefined): number | undefined {
    if (spend === undefined || !hasAmounts(this.kind(slot))) return undefined;
    const { u32 } = this.slots.chunk(slot);
    const word = this.slots.word(slot) + at.kind;
    const currency = (u32[word] as number) >>> 16;
    // One more than the code, because 000 is one too.
    if (currency === 0) u32[word] = (u32[word] as number) | ((spend.currency + 1) << 16);
    return currency === 0 || currency === spend.currency + 1 ? spend.tenThousandths : undefined;
  }

  /** What is told of an element, but for its partners. */
  tell(slot: number, nowMs: number) {
    const told = this.history.tell(slot, nowMs);
    const amounts = this.#amountWindows(slot, nowMs);
    return amounts === undefined ? told : { ...told, amounts };
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
    this.index.remove(hashOf(this.#words(slot)), slot);
    this.history.release(slot);
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

  /** What is wrong with an element, but for its links: a few words, or nothing. */
  fault(slot: number): string | undefined {
    if (elementCodes[this.kind(slot)] === undefined) return 'it is of no kind';
    if (this.find(this.kind(slot), this.#words(slot)) !== slot) return 'it is not found by its id';
    return this.history.fault(slot);
  }
}

const hashOf = (id: IdWords): number => hashWords(id[0], id[1], (id[2] ^ id[3]) >>> 0);
