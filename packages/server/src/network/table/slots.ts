import { type Chunk, Memory } from './memory.ts';

/** Log of how many slots lie in a chunk. */
const chunkShift = 14;
const chunkSlots = 1 << chunkShift;

/** What an image needs of slots beside their memory. */
export type SlotsState = readonly [next: number, free: number];

/** Memory in slots of one size, numbered from 1; 0 is none. */
export class Slots {
  readonly memory: Memory;
  readonly #words: number;
  #next = 1;
  #free = 0;

  /** @param words how many 32-bit words a slot has: an even number, so that doubles lie in it as they must */
  constructor(name: string, words: number) {
    this.#words = words;
    this.memory = new Memory(name, chunkSlots * words * 4);
  }

  /** The chunk that a slot lies in. */
  chunk(slot: number): Chunk {
    return this.memory.chunks[slot >>> chunkShift] as Chunk;
  }

  /** The slot's first word in its chunk. */
  word(slot: number): number {
    return (slot & (chunkSlots - 1)) * this.#words;
  }

  /** Must be called before a slot is written to. */
  touch(slot: number): void {
    const from = this.word(slot) * 4;
    this.memory.touch(slot >>> chunkShift, from, from + this.#words * 4);
  }

  /** A slot full of zeros. */
  take(): number {
    const slot = this.#free || this.#next;
    if (slot >>> chunkShift >= this.memory.chunks.length) this.memory.grow();
    this.touch(slot);
    const { u32 } = this.chunk(slot);
    const at = this.word(slot);
    if (this.#free === 0) this.#next += 1;
    else this.#free = u32[at] as number;
    u32[at] = 0;
    return slot;
  }

  /** Gives a slot back: all of it is zeros then, but for the first word, which is ours. */
  release(slot: number): void {
    this.touch(slot);
    const { u32 } = this.chunk(slot);
    const at = this.word(slot);
    u32.fill(0, at, at + this.#words);
    u32[at] = this.#free;
    this.#free = slot;
  }

  /** One more than the highest slot that was ever taken. */
  get end(): number {
    return this.#next;
  }

  /** How many bytes were given back and wait to be taken again. @param taken how many slots are not */
  freeBytes(taken: number): number {
    return (this.#next - 1 - taken) * this.#words * 4;
  }

  /** Begins an image of all that was ever taken. */
  beginImage(): void {
    const full = (this.#next >>> chunkShift) * this.memory.chunkBytes;
    this.memory.beginImage(full + this.word(this.#next) * 4);
  }

  get state(): SlotsState {
    return [this.#next, this.#free];
  }

  restoreState([next, free]: SlotsState): void {
    this.#next = next;
    this.#free = free;
    while (this.memory.chunks.length <= (next - 1) >>> chunkShift) this.memory.grow();
  }
}
