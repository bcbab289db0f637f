import { type Spend, type SubjectInput, toSubject } from '@whorl/engine';
import type { PastPurchase } from '../network/network.ts';
import type { ProjectKeys } from './project-keys.ts';
import { pseudonymise } from './pseudonymise.ts';
import { toPurchase } from './purchase.ts';

/** A purchase of before, as a row of a history tells it. Raw identity: it lives in flight only. */
export interface HistoryRow {
  /** Where it stands in the history, counted from 1. */
  readonly line: number;
  readonly atMs: number;
  /** What the row tells of a request. */
  readonly members: SubjectInput;
  /** In place of what the members tell of the amount. */
  readonly spend?: Spend;
  /** What its owner calls it: an order number, say. */
  readonly reference?: string;
}

/** Reads a row as a call is read: toSubject, pseudonymise. What is known of its links is the network's to say. */
export function toPastPurchase(row: HistoryRow, keys: ProjectKeys): PastPurchase {
  const { line, atMs, reference } = row;
  const seen = pseudonymise(toSubject(row.members), keys);
  return {
    line,
    ...toPurchase(seen, { atMs, known: {} }),
    ...(row.spend && { spend: row.spend }),
    ...(reference !== undefined && { reference: keys.pseudonym('reference', reference) }),
  };
}
