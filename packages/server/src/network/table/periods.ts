/**
 * Counts by clock hour, oldest first. Hours that have become too old for the windows of hours are folded into the
 * first hour of their day, which changes no window of days: so one list holds the last 48 hours and the last
 * 180 days, exactly.
 */
import type { AmountWindows, WindowCounts } from '@whorl/engine';
import type { Blocks } from './blocks.ts';
import type { Chunk } from './memory.ts';

const hourMs = 3_600_000;
const hoursADay = 24;

/**
 * How far back hours and days are told apart: what the longest windows need, and one more, because a
 * sighting may lie up to an hour ahead of the instant that is asked about.
 */
const keptHours = 48 + 1;
const keptDays = 180 + 1;

/** The clock hour of an instant, counted from 1970-01-01T00. Every day begins with one. */
export const hourOf = (atMs: number): number => Math.floor(atMs / hourMs);

/** The UTC day of a clock hour, counted from 1970-01-01. */
export const dayOf = (hour: number): number => Math.floor(hour / hoursADay);

/** Words of a period: hour and count; and with amounts, how many of them, and their sum, a double. */
const countWords = 2;
const amountWords = 6;

/** Where in a period these lie, in words. */
const amountCountWord = 2;
const amountSumWord = 4;

/** Marks a reference in the first word; hours never come near it. */
const inBlock = 0x80000000;

/** Some periods in memory. */
interface PeriodRun {
  readonly chunk: Chunk;
  readonly word: number;
  readonly length: number;
}

/**
 * Lists of periods. Two words of a slot hold one: hour and count while there is one period without amounts,
 * which is most of them; else the marked reference of a block, and the list's length below its capacity.
 */
export class PeriodLists {
  readonly #blocks: Blocks;
  readonly #words: number;

  /** @param kind whether periods have sums of amounts beside their counts */
  constructor(blocks: Blocks, kind: 'counts' | 'amounts') {
    this.#blocks = blocks;
    this.#words = kind === 'counts' ? countWords : amountWords;
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
    if (this.#words === countWords && u32[at + 1] === 0) {
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
    const { chunk, word, length } = this.#run(owner, at);
    const { u32 } = chunk;
    const now = hourOf(nowMs);
    const today = dayOf(now);
    const end = (today + 1) * hoursADay;
    const since1 = end - hoursADay;
    const since7 = end - 7 * hoursADay;
    const since30 = end - 30 * hoursADay;
    const since90 = end - 90 * hoursADay;
    const since180 = end - 180 * hoursADay;
    let [last1Hour, last24Hours] = [0, 0];
    let [last1Day, last7Days, last30Days, last90Days, last180Days] = [0, 0, 0, 0, 0];
    for (let n = length - 1; n >= 0; n -= 1) {
      const hour = u32[word + n * this.#words] as number;
      const count = u32[word + n * this.#words + 1] as number;
      if (hour < since180) break;
      if (hour >= end) continue;
      last180Days += count;
      if (hour >= since90) last90Days += count;
      if (hour >= since30) last30Days += count;
      if (hour >= since7) last7Days += count;
      if (hour >= since1) last1Day += count;
      if (hour > now) continue;
      if (hour > now - 24) last24Hours += count;
      if (hour === now) last1Hour += count;
    }
    return {
      last1Hour,
      last24Hours,
      last1Day,
      last7Days,
      last30Days,
      last90Days,
      last180Days,
    };
  }

  /** The sums of amounts; of lists that have them. */
  amounts(owner: Chunk, at: number, nowMs: number): Omit<AmountWindows, 'currency'> {
    return {
      last1Day: this.#sumOf(owner, at, [nowMs, 1]),
      last7Days: this.#sumOf(owner, at, [nowMs, 7]),
      last30Days: this.#sumOf(owner, at, [nowMs, 30]),
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

  #sumOf(owner: Chunk, at: number, [nowMs, days]: readonly [number, number]) {
    const { chunk, word, length } = this.#run(owner, at);
    const end = (dayOf(hourOf(nowMs)) + 1) * hoursADay;
    let [count, tenThousandths] = [0, 0];
    for (let n = length - 1; n >= 0; n -= 1) {
      const entry = word + n * this.#words;
      const hour = chunk.u32[entry] as number;
      if (hour < end - days * hoursADay) break;
      if (hour >= end) continue;
      count += chunk.u32[entry + amountCountWord] as number;
      tenThousandths += chunk.f64[(entry + amountSumWord) >>> 1] as number;
    }
    return { count, tenThousandths };
  }

  #run(owner: Chunk, at: number): PeriodRun {
    const { u32 } = owner;
    if (!isInBlock(u32, at)) return { chunk: owner, word: at, length: u32[at + 1] === 0 ? 0 : 1 };
    const ref = refOf(u32, at);
    return {
      chunk: this.#blocks.chunk(ref),
      word: this.#blocks.word(ref),
      length: lengthOf(u32, at),
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
      if (dayOf(hour) <= dayOf(newest) - keptDays) return;
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
    const { chunk, word, length } = this.#run(owner, at);
    const ref = refOf(owner.u32, at);
    const capacity = capacityOf(owner.u32, at);
    this.#blocks.touch(ref, this.#bytes(length));
    const left = this.#fold({ chunk, word, length }, newestHour);
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

  /** Folds old hours into their days and forgets old days, in place. @returns how many are left */
  #fold({ chunk, word, length }: PeriodRun, newestHour: number): number {
    const { u32, f64 } = chunk;
    const oldestHour = newestHour - keptHours + 1;
    const oldestDay = dayOf(newestHour) - keptDays + 1;
    const words = this.#words;
    let left = 0;
    for (let n = 0; n < length; n += 1) {
      const from = word + n * words;
      const hour = u32[from] as number;
      if (dayOf(hour) < oldestDay) continue;
      const period = hour < oldestHour ? dayOf(hour) * hoursADay : hour;
      const last = word + (left - 1) * words;
      if (left > 0 && u32[last] === period) {
        u32[last + 1] = (u32[last + 1] as number) + (u32[from + 1] as number);
        if (words === amountWords) {
          u32[last + amountCountWord] =
            (u32[last + amountCountWord] as number) + (u32[from + amountCountWord] as number);
          const sum = (last + amountSumWord) >>> 1;
          f64[sum] = (f64[sum] as number) + (f64[(from + amountSumWord) >>> 1] as number);
        }
        continue;
      }
      const to = word + left * words;
      u32.copyWithin(to, from, from + words);
      u32[to] = period;
      left += 1;
    }
    return left;
  }
}

const isInBlock = (u32: Uint32Array, at: number): boolean => ((u32[at] as number) & inBlock) !== 0;
const refOf = (u32: Uint32Array, at: number): number => (u32[at] as number) & ~inBlock;
const lengthOf = (u32: Uint32Array, at: number): number => (u32[at + 1] as number) & 0xffff;
const capacityOf = (u32: Uint32Array, at: number): number => (u32[at + 1] as number) >>> 16;

function addAmount({ u32, f64 }: Chunk, entry: number, amount: number): void {
  const count = entry + amountCountWord;
  const sum = (entry + amountSumWord) >>> 1;
  u32[count] = (u32[count] as number) + 1;
  f64[sum] = (f64[sum] as number) + amount;
}
