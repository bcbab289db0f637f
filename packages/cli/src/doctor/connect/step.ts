import type { Diagnosis } from '@whorl/contract';

/** The steps of the way, by the names that programs are told. */
export type StepName =
  | 'url'
  | 'files'
  | 'name'
  | 'connection'
  | 'tls'
  | 'asked'
  | 'call'
  | 'answer'
  | 'clock';

/** What a program is told of a step. */
export type StepFacts = Readonly<Record<string, unknown>>;

/** What was seen at a step that is well, and what the next ones go on from. */
export interface Finding<Value> extends Seen {
  readonly value: Value;
  /** What works here, and is refused by others. */
  readonly notes?: readonly Diagnosis[];
}

/** What was seen: words for a person, a line or more each; the same for a program. */
export interface Seen {
  readonly found: readonly string[];
  readonly facts?: StepFacts;
}

/** A step as it went, ready to be told. */
export interface Step extends Required<Seen> {
  readonly name: StepName;
  readonly durationMs: number;
  /** `skipped` where something is missing that it needs. */
  readonly state: 'ok' | 'fault' | 'skipped';
  readonly notes: readonly Diagnosis[];
  readonly fault?: Diagnosis;
}

/** Here the way ends. It carries what was seen until then. */
export class StepFault extends Error {
  override readonly name = 'StepFault';
  readonly diagnosis: Diagnosis;
  readonly seen: Partial<Finding<unknown>>;

  constructor(diagnosis: Diagnosis, seen: Partial<Finding<unknown>> = {}) {
    super(diagnosis.sentence);
    this.diagnosis = diagnosis;
    this.seen = seen;
  }
}
