import type { Facts } from '../facts.ts';
import type { Subject } from '../subject/subject.ts';

/** What a signal is computed from. */
export interface Evidence {
  readonly subject: Subject;
  readonly facts: Facts;
  /** The instant of the call, Unix milliseconds. */
  readonly nowMs: number;
}

/** What a signal can say. */
export type SignalValue = number | string | boolean;

/** Why a signal says nothing: data, never an exception. */
export type Absence =
  /** The call lacks what the signal is about. */
  | 'not-given'
  /** The network has no history of it. */
  | 'never-seen'
  /** It was given, and does not tell. */
  | 'undetermined';

/** A signal that speaks. */
export interface Known<Value extends SignalValue> {
  readonly value: Value;
}

/** A signal that says nothing, and why. */
export interface Absent {
  readonly absent: Absence;
}

export type Reading<Value extends SignalValue> = Known<Value> | Absent;

/** One thing that can be said about a call. A row of the list in `signals/index.ts`. */
export interface Signal<Name extends string = string, Value extends SignalValue = SignalValue> {
  /** `<what>.<which>`, unique in the list, and stable: calls are recorded under it. */
  readonly name: Name;
  /** One sentence for the reference. */
  readonly meaning: string;
  /** What is counted (`days`, `calls`), or the kind of value. */
  readonly unit: string;
  /** The member of the answer that it fills; absent for signals that only the score reads. */
  readonly field?: string;
  compute(evidence: Evidence): Reading<Value>;
}

/** A reading of something that may be undefined. */
export function known<Value extends SignalValue>(
  value: Value | undefined,
  otherwise: Absence,
): Reading<Value> {
  return value === undefined ? { absent: otherwise } : { value };
}
