import type { SignalName } from '../signals/index.ts';
import type { HighCode, LowCode, Severity } from './reason-codes.ts';

/** When a bin holds: the signal is absent, equals a value, or lies on one side of a bound. */
export type Condition =
  | { readonly missing: true }
  | { readonly is: string | boolean }
  | { readonly atMost: number }
  | { readonly atLeast: number };

/**
 * What a signal is worth where the condition holds. Points that worry carry a high code, points that
 * reassure a low one.
 */
export type Bin = Condition & { readonly because: string } & (
    | { readonly points: number; readonly code: HighCode | LowCode }
    | { readonly points: 0 }
  );

/** One signal and its bins, of which the first that holds counts. */
export interface ModelRow {
  readonly signal: SignalName;
  readonly bins: readonly Bin[];
}

/** From which score on a severity holds. */
export interface Band {
  readonly severity: Severity;
  readonly from: number;
}

/** An additive model of identity risk: score = base + the points of every row, within 0–500. */
export interface Model {
  /** Recorded with every call. */
  readonly name: string;
  /** A frozen model never changes again: a weight is changed in a new one. */
  readonly frozen: boolean;
  readonly base: number;
  /** By falling score; the last starts at 0. `base` lies in the band of low severity. */
  readonly bands: readonly Band[];
  readonly rows: readonly ModelRow[];
}
