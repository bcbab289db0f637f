import type { Event } from './event.ts';

/** A store that does the network's work: keeps it on disk before it says so. It is never closed, but killed. */
export interface Contestant {
  /** Counts purchases of before, where there is a faster way than call by call. */
  bring?(events: Iterable<Event>): Promise<void>;
  /** Brings a purchase into the store's own form: what every store is spared while it is measured. */
  prepare(event: Event): PreparedCall;
  /** Resolves when nothing of what came before is still worked on behind the scenes. */
  settle(): Promise<void>;
  size(): Promise<ContestantSize>;
  /** What it does now and then beside its calls, where that is asked for and not of itself. */
  readonly upkeep?: Upkeep;
  /** Processes beside this one that work for it. */
  readonly servers: readonly number[];
}

/** A call that is ready to be sent. */
export interface PreparedCall {
  /** Reads every record of the call, then counts each once more. Resolves when that is on disk. */
  count(): Promise<void>;
  /** How often each of its records was seen. */
  totals(): Promise<readonly number[]>;
}

export interface Upkeep {
  run(): Promise<void>;
  /** How many calls there are from one to the next. */
  everyCalls(): Promise<number>;
}

export interface ContestantSize {
  readonly records: number;
  /** What the records take: of memory, or of the file that is mapped into it. */
  readonly bytes: number;
}

/** A contestant that cannot take part on this machine. */
export class ContestantMissing extends Error {
  override readonly name = 'ContestantMissing';
}
