import type { ReportedCounts, WindowCounts } from '@whorl/engine';
import type { Blocks } from './blocks.ts';
import { hourOf } from './period-run.ts';
import type { PeriodLists } from './periods.ts';
import { ReportedDays } from './reported-days.ts';
import type { Slots } from './slots.ts';

/** Where in a slot a history lies, in words. Instants are doubles, the last one behind the first. */
export interface HistoryPlace {
  readonly total: number;
  readonly firstSeen: number;
  readonly periods: number;
  readonly reported: number;
}

/** What is told of a history. */
export interface ToldHistory {
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  readonly total: number;
  readonly counts: WindowCounts;
  readonly reported?: ReportedCounts;
}

/** How the history of a slot is kept. */
export interface SlotHistoryOptions {
  readonly blocks: Blocks;
  readonly place: HistoryPlace;
  /** The lists that a slot's periods are among. */
  periodsOf(slot: number): PeriodLists;
}

/** What elements and links have alike: how often each was seen, since when, and what of it was reported. */
export class SlotHistory {
  readonly #slots: Slots;
  readonly #place: HistoryPlace;
  readonly #reported: ReportedDays;
  readonly #periodsOf: SlotHistoryOptions['periodsOf'];

  constructor(slots: Slots, { blocks, place, periodsOf }: SlotHistoryOptions) {
    this.#slots = slots;
    this.#place = place;
    this.#reported = new ReportedDays(blocks);
    this.#periodsOf = periodsOf;
  }

  /**
   * Counts one more sighting, in whatever order they come.
   *
   * @param amount what is added to the sums of a slot that has them
   */
  see(slot: number, atMs: number, amount?: number): void {
    this.#slots.touch(slot);
    const chunk = this.#slots.chunk(slot);
    const word = this.#slots.word(slot);
    const { u32, f64 } = chunk;
    const total = word + this.#place.total;
    const first = (word + this.#place.firstSeen) >>> 1;
    const before = u32[total] as number;
    if (before === 0 || atMs < (f64[first] as number)) f64[first] = atMs;
    if (before === 0 || atMs > (f64[first + 1] as number)) f64[first + 1] = atMs;
    u32[total] = before + 1;
    this.#periodsOf(slot).count(chunk, word + this.#place.periods, hourOf(atMs), amount);
  }

  /** Counts a report of fraud, or takes one off where there is one on the purchase's day. */
  report(slot: number, purchaseAtMs: number, by: 1 | -1): void {
    this.#slots.touch(slot);
    const { u32 } = this.#slots.chunk(slot);
    const word = this.#slots.word(slot) + this.#place.reported;
    u32[word] = this.#reported.count(u32[word] as number, purchaseAtMs, by);
  }

  tell(slot: number, nowMs: number): ToldHistory {
    const chunk = this.#slots.chunk(slot);
    const word = this.#slots.word(slot);
    const { total, firstSeen, periods, reported: reportedWord } = this.#place;
    const reported = this.#reported.windows(chunk.u32[word + reportedWord] as number, nowMs);
    return {
      firstSeenMs: chunk.f64[(word + firstSeen) >>> 1] as number,
      lastSeenMs: this.lastSeenMs(slot),
      total: chunk.u32[word + total] as number,
      counts: this.#periodsOf(slot).windows(chunk, word + periods, nowMs),
      ...(reported && { reported }),
    };
  }

  lastSeenMs(slot: number): number {
    const word = this.#slots.word(slot) + this.#place.firstSeen;
    return this.#slots.chunk(slot).f64[(word >>> 1) + 1] as number;
  }

  /** Gives back what a history has outside of its slot. */
  release(slot: number): void {
    const chunk = this.#slots.chunk(slot);
    const word = this.#slots.word(slot);
    this.#periodsOf(slot).release(chunk, word + this.#place.periods);
    this.#reported.release(chunk.u32[word + this.#place.reported] as number);
  }

  /** What is wrong with a history: a few words, or nothing. */
  fault(slot: number): string | undefined {
    const chunk = this.#slots.chunk(slot);
    const periodsWord = this.#slots.word(slot) + this.#place.periods;
    const { firstSeenMs, lastSeenMs, total } = this.tell(slot, this.lastSeenMs(slot));
    if (!(firstSeenMs <= lastSeenMs)) return 'it was seen first after it was seen last';
    const periods = this.#periodsOf(slot);
    if (periods.sum(chunk, periodsWord) > total) return 'its periods exceed its total';
    return periods.fault(chunk, periodsWord);
  }
}
