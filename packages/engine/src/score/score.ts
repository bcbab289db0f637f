import type { SignalVector } from '../signals/index.ts';
import type { SignalValue } from '../signals/signal.ts';
import type { Bin, Condition, Model, ModelRow } from './model.ts';
import {
  codeFor,
  type HighCode,
  type LowCode,
  type ReasonCode,
  type Severity,
} from './reason-codes.ts';

/** The bounds of a score, by the wire. */
const highest = 500;

/** One line of the ledger: what a signal added to the score, or took off, and why. */
export interface Contribution {
  readonly signal: string;
  readonly points: number;
  readonly because: string;
  readonly code?: HighCode | LowCode;
}

/** An identity risk with everything that led to it. */
export interface Score {
  /** A whole number within 0–500, higher is riskier. */
  readonly score: number;
  readonly severity: Severity;
  readonly reasonCode: ReasonCode;
  /** Every row that added or took points, in the model's order. */
  readonly ledger: readonly Contribution[];
}

/**
 * Scores a vector of signals. Nothing else counts, so a recorded vector scores the same for ever under
 * the same model.
 */
export function scoreSignals(vector: SignalVector, model: Model): Score {
  const ledger = model.rows.flatMap((row) => contribute(row, vector[row.signal]));
  const sum = ledger.reduce((total, { points }) => total + points, model.base);
  const score = Math.min(highest, Math.max(0, sum));
  const severity = model.bands.find(({ from }) => score >= from)?.severity ?? 'low';
  return { score, severity, reasonCode: findReason(ledger, severity), ledger };
}

function contribute({ signal, bins }: ModelRow, value: SignalValue | undefined): Contribution[] {
  const bin = bins.find((candidate) => holds(candidate, value));
  return bin === undefined || bin.points === 0 ? [] : [toContribution(signal, bin)];
}

function toContribution(signal: string, bin: Bin): Contribution {
  const { points, because } = bin;
  return { signal, points, because, ...('code' in bin && { code: bin.code }) };
}

function holds(condition: Condition, value: SignalValue | undefined): boolean {
  if ('missing' in condition) return value === undefined;
  if ('is' in condition) return value === condition.is;
  if (typeof value !== 'number') return false;
  return 'atMost' in condition ? value <= condition.atMost : value >= condition.atLeast;
}

/** The code of the largest contribution on the side of the severity; of equals, the first. */
function findReason(ledger: readonly Contribution[], severity: Severity): ReasonCode {
  const sign = severity === 'low' ? -1 : 1;
  const largest = ledger
    .filter(({ points }) => points * sign > 0)
    .reduce<Contribution | undefined>(
      (best, one) => (best && best.points * sign >= one.points * sign ? best : one),
      undefined,
    );
  if (largest?.code === undefined || severity === 'low') return (largest?.code as LowCode) ?? 'RP';
  return codeFor(largest.code as HighCode, severity);
}
