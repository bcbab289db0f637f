import type { ContestantSize } from './contestant.ts';
import type { Distribution } from './draw.ts';

/** What a contestant is to do. */
export interface Task {
  readonly contestant: string;
  readonly folder: string;
  /** How large the table is to be, about. */
  readonly records: number;
  /** Measured calls of each distribution. */
  readonly calls: number;
  /** `load`: make the table and count. `restart`: open what was left after a kill. */
  readonly step: 'load' | 'restart';
}

/** What a contestant did, or why it could not take part. */
export type Answer = Done | { readonly missing: string };

export interface Done extends Kept {
  readonly loads: Readonly<Partial<Record<Distribution, Measured>>>;
  /** How often everything was seen that some of the calls are of: before the loads, and in them. Equal for all. */
  readonly sums?: readonly number[];
  /** Purchases of the history that were counted in a second, made and on disk. */
  readonly broughtPerSecond?: number;
  readonly upkeep?: MeasuredUpkeep;
}

/** What a folder holds. */
export interface Kept extends ContestantSize {
  readonly openMs: number;
  /** How often everything was seen that some of the calls are of: equal after a restart. */
  readonly sum: number;
}

/** One load. */
export interface Measured {
  /** CPU a call, of all processes and threads that work for it. */
  readonly cpuMicros: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly perSecond: number;
}

/** What is done now and then beside the calls. */
export interface MeasuredUpkeep {
  /** Of one, while nobody calls. */
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly everyCalls: number;
  /** Of the calls that were made during another. */
  readonly p50Ms: number;
  readonly p99Ms: number;
}
