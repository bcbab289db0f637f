import type { AmountWindows, WindowCounts } from '@whorl/engine';
import type { Blocks } from './blocks.ts';
import type { Chunk } from './memory.ts';
import {
  addAmount,
  countWindows,
  foldPeriods,
  isForgotten,
  type PeriodRun,
  periodWords,
  sumAmounts,
} from './period-run.ts';

/** Marks a reference in the first word; hours never come near it. */
const inBlock = 0x80000000;

/**
 * Lists of periods. Two words of a slot hold one: hour and count while there is one period without amounts,
 * which is most of them; else the marked reference of a block, and the list's length below its capacity.
 */
export class PeriodLists {
  readonly #blocks: Blocks;
  readonly #words: number;

  /** @param kind whether periods have sums of amounts beside their counts */
  constructor(blocks: Blocks, kind: keyof typeof periodWords) {
    this.#blocks = blocks;
    this.#words = periodWords[kind];
  }

  /**
   * Counts one more sighting; one that lies before all that is kept moves nothing.
   *
   * @param owner the chunk of the slot, touched
   * @param at where the list's two words lie in it
   * @param amount what is added to the sum, if any
   */
  count(owner: Chunk, at: number, hour: number, amount?: number): void {
    const { u32 } = owner;
    if (this.#words === periodWords.counts && u32[at + 1] === 0) {
      u32[at] = hour;
      u32[at + 1] = 1;
      return;
    }
    if (!isInBlock(u32, at) && u32[at] === hour) {
      u32[at + 1] = (u32[at + 1] as number) + 1;
      return;
    }
    this.#moveToBlock(owner, at);
    this.#countInBlock(owner, at, hour, amount);
  }

  /** Every window as of an instant: "N days" is the current UTC day and the N−1 before it. */
  windows(owner: Chunk, at: number, nowMs: number): WindowCounts {
    return countWindows(this.#run(owner, at), nowMs);
  }

  /** The sums of amounts; of lists that have them. */
  amounts(owner: Chunk, at: number, nowMs: number): Omit<AmountWindows, 'currency'> {
    const run = this.#run(owner, at);
    return {
      last1Day: sumAmounts(run, { nowMs, days: 1 }),
      last7Days: sumAmounts(run, { nowMs, days: 7 }),
      last30Days: sumAmounts(run, { nowMs, days: 30 }),
    };
  }

  /** Gives a list's block back, if it has one. */
  release({ u32 }: Chunk, at: number): void {
    if (isInBlock(u32, at)) this.#blocks.release(refOf(u32, at), this.#bytes(capacityOf(u32, at)));
  }

  /** What is wrong with a list: a word, or nothing. */
  fault(owner: Chunk, at: number): string | undefined {
    const { chunk, word, length } = this.#run(owner, at);
    for (let n = 1; n < length; n += 1) {
      const [before, hour] = [n - 1, n].map((one) => chunk.u32[word + one * this.#words] as number);
      if ((before as number) >= (hour as number)) return 'its hours are out of order';
    }
    return length === 0 ? 'it has no hours' : undefined;
  }

  /** The sum of all counts that are kept. */
  sum(owner: Chunk, at: number): number {
    const { chunk, word, length } = this.#run(owner, at);
    let sum = 0;
    for (let n = 0; n < length; n += 1) sum += chunk.u32[word + n * this.#words + 1] as number;
    return sum;
  }

  #run(owner: Chunk, at: number): PeriodRun {
    const { u32 } = owner;
    const words = this.#words;
    if (!isInBlock(u32, at))
      return { chunk: owner, word: at, length: u32[at + 1] === 0 ? 0 : 1, words };
    const ref = refOf(u32, at);
    return {
      chunk: this.#blocks.chunk(ref),
      word: this.#blocks.word(ref),
      length: lengthOf(u32, at),
      words,
    };
  }

  #bytes(entries: number): number {
    return entries * this.#words * 4;
  }

  /** A first block, with the one period that the slot itself held, if any. */
  #moveToBlock({ u32 }: Chunk, at: number): void {
    if (isInBlock(u32, at)) return;
    const [hour, count] = [u32[at] as number, u32[at + 1] as number];
    const capacity = count === 0 ? 1 : 2;
    const ref = this.#blocks.take(this.#bytes(capacity));
    const block = this.#blocks.chunk(ref);
    const word = this.#blocks.word(ref);
    block.u32[word] = hour;
    block.u32[word + 1] = count;
    u32[at] = (ref | inBlock) >>> 0;
    u32[at + 1] = (capacity << 16) | (count === 0 ? 0 : 1);
  }

  #countInBlock(owner: Chunk, at: number, hour: number, amount: number | undefined): void {
    const { chunk, word, length } = this.#run(owner, at);
    let n = length;
    while (n > 0 && (chunk.u32[word + (n - 1) * this.#words] as number) > hour) n -= 1;
    const isKnown = n > 0 && chunk.u32[word + (n - 1) * this.#words] === hour;
    if (isKnown) n -= 1;
    else {
      const newest = length === 0 ? hour : (chunk.u32[word + (length - 1) * this.#words] as number);
      if (isForgotten(hour, newest)) return;
      if (length === capacityOf(owner.u32, at)) {
        this.#makeRoom(owner, at, Math.max(hour, newest));
        this.#countInBlock(owner, at, hour, amount);
        return;
      }
    }
    this.#blocks.touch(refOf(owner.u32, at), this.#bytes(length + 1));
    const entry = word + n * this.#words;
    if (!isKnown) {
      chunk.u32.copyWithin(entry + this.#words, entry, word + length * this.#words);
      chunk.u32.fill(0, entry, entry + this.#words);
      chunk.u32[entry] = hour;
      owner.u32[at + 1] = (owner.u32[at + 1] as number) + 1;
    }
    chunk.u32[entry + 1] = (chunk.u32[entry + 1] as number) + 1;
    if (amount !== undefined) addAmount(chunk, entry, amount);
  }

  /** Folds what may be folded; where nothing may, a block of twice the size takes the list. */
  #makeRoom(owner: Chunk, at: number, newestHour: number): void {
    const run = this.#run(owner, at);
    const { chunk, word, length } = run;
    const ref = refOf(owner.u32, at);
    const capacity = capacityOf(owner.u32, at);
    this.#blocks.touch(ref, this.#bytes(length));
    const left = foldPeriods(run, newestHour);
    if (left < length) {
      owner.u32[at + 1] = (capacity << 16) | left;
      return;
    }
    const next = this.#blocks.take(this.#bytes(capacity * 2));
    this.#blocks
      .chunk(next)
      .u32.set(chunk.u32.subarray(word, word + length * this.#words), this.#blocks.word(next));
    this.#blocks.release(ref, this.#bytes(capacity));
    owner.u32[at] = (next | inBlock) >>> 0;
    owner.u32[at + 1] = ((capacity * 2) << 16) | length;
  }
}

const isInBlock = (u32: Uint32Array, at: number): boolean => ((u32[at] as number) & inBlock) !== 0;
const refOf = (u32: Uint32Array, at: number): number => (u32[at] as number) & ~inBlock;
const lengthOf = (u32: Uint32Array, at: number): number => (u32[at + 1] as number) & 0xffff;
const capacityOf = (u32: Uint32Array, at: number): number => (u32[at + 1] as number) >>> 16;
