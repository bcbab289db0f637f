/**
 * Purchases reported as fraud, by the day of the purchase. Few elements have any, so that a slot holds one word for
 * them: the reference of a block, 0 for none. The block begins with its length below its capacity, and the number
 * of all reports; days and counts follow, oldest first.
 */
import type { ReportedCounts } from '@whorl/engine';
import type { Blocks } from './blocks.ts';
import { dayOf, hourOf } from './period-run.ts';

const headWords = 2;

/** Days that are told apart: chargebacks come late, and no later. Of older ones only the total is left. */
const mostDays = 500;

/** A block, and where it lies. */
interface Days {
  readonly u32: Uint32Array;
  readonly word: number;
  readonly length: number;
  readonly capacity: number;
}

export class ReportedDays {
  readonly #blocks: Blocks;

  constructor(blocks: Blocks) {
    this.#blocks = blocks;
  }

  /**
   * Counts a report, or takes one off where there is one.
   *
   * @param ref the block so far
   * @returns the block from now on
   */
  count(ref: number, purchaseAtMs: number, by: 1 | -1): number {
    const day = dayOf(hourOf(purchaseAtMs));
    if (by === 1) return this.#add(ref, day);
    return ref === 0 ? 0 : this.#takeOff(ref, day);
  }

  windows(ref: number, nowMs: number): ReportedCounts | undefined {
    if (ref === 0) return undefined;
    const { u32, word, length } = this.#read(ref);
    const today = dayOf(hourOf(nowMs));
    const within = (days: number): number => {
      let sum = 0;
      for (let at = word + headWords; at < word + headWords + length * 2; at += 2) {
        const day = u32[at] as number;
        if (day <= today && day > today - days) sum += u32[at + 1] as number;
      }
      return sum;
    };
    return {
      total: u32[word + 1] as number,
      last7Days: within(7),
      last30Days: within(30),
      last90Days: within(90),
      last180Days: within(180),
    };
  }

  release(ref: number): void {
    if (ref !== 0) this.#blocks.release(ref, bytesOf(this.#read(ref).capacity));
  }

  #add(old: number, day: number): number {
    const ref = this.#withRoom(old);
    const { u32, word, length, capacity } = this.#read(ref);
    this.#blocks.touch(ref, bytesOf(capacity));
    u32[word + 1] = (u32[word + 1] as number) + 1;
    const place = this.#placeOf(ref, day);
    if (place < 0) {
      const at = word + headWords + ~place * 2;
      u32.copyWithin(at + 2, at, word + headWords + length * 2);
      u32[at] = day;
      u32[at + 1] = 1;
      u32[word] = (u32[word] as number) + 1;
    } else {
      const at = word + headWords + place * 2 + 1;
      u32[at] = (u32[at] as number) + 1;
    }
    return ref;
  }

  #takeOff(ref: number, day: number): number {
    const place = this.#placeOf(ref, day);
    const { u32, word, capacity } = this.#read(ref);
    const at = word + headWords + place * 2 + 1;
    if (place < 0 || u32[at] === 0) return ref;
    if (u32[word + 1] === 1) {
      this.release(ref);
      return 0;
    }
    this.#blocks.touch(ref, bytesOf(capacity));
    u32[word + 1] = (u32[word + 1] as number) - 1;
    u32[at] = (u32[at] as number) - 1;
    return ref;
  }

  /** The position of a day, or the complement of the one where it belongs. */
  #placeOf(ref: number, day: number): number {
    const { u32, word, length } = this.#read(ref);
    let place = length;
    while (place > 0 && (u32[word + place * 2] as number) > day) place -= 1;
    return place > 0 && u32[word + place * 2] === day ? place - 1 : ~place;
  }

  /** The block, or a larger one, with room for one more day; of as many as are kept, the oldest goes. */
  #withRoom(ref: number): number {
    if (ref === 0) return this.#make(2);
    const { u32, word, length, capacity } = this.#read(ref);
    if (length < capacity) return ref;
    const oldest = capacity === mostDays ? 1 : 0;
    const next = this.#make(Math.min(capacity * 2, mostDays));
    const into = this.#blocks.chunk(next).u32;
    const at = this.#blocks.word(next);
    const first = word + headWords;
    into.set(u32.subarray(first + oldest * 2, first + length * 2), at + headWords);
    into[at] = (into[at] as number) | (length - oldest);
    into[at + 1] = u32[word + 1] as number;
    this.#blocks.release(ref, bytesOf(capacity));
    return next;
  }

  #make(capacity: number): number {
    const ref = this.#blocks.take(bytesOf(capacity));
    const { u32 } = this.#blocks.chunk(ref);
    const word = this.#blocks.word(ref);
    u32[word] = capacity << 16;
    u32[word + 1] = 0;
    return ref;
  }

  #read(ref: number): Days {
    const { u32 } = this.#blocks.chunk(ref);
    const word = this.#blocks.word(ref);
    const head = u32[word] as number;
    return { u32, word, length: head & 0xffff, capacity: head >>> 16 };
  }
}

const bytesOf = (capacity: number): number => (headWords + capacity * 2) * 4;
