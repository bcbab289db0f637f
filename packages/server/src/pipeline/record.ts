import type { Facts, Report } from '@whorl/engine';
import type { CallRecord, Network, Pseudonym } from '../network/network.ts';
import type { Pseudonyms } from './pseudonymise.ts';
import { toPurchase } from './purchase.ts';
import { orUnavailable } from './unavailable.ts';

/** A call as it is kept: the answer beside what it was computed from. */
export interface Outcome {
  readonly id: string;
  readonly projectId: string;
  readonly nowMs: number;
  readonly seen: Pseudonyms;
  readonly facts: Facts;
  readonly report: Report;
  /** The printed answer. */
  readonly printed: string;
  readonly idempotencyKey: Pseudonym | undefined;
}

/**
 * All the writes of a call, and the only ones; resolves when they are durable.
 *
 * @throws Refusal `unavailable` when the network does not take the record.
 */
export async function record(outcome: Outcome, network: Network): Promise<void> {
  const { nowMs, seen, facts, report, printed, idempotencyKey } = outcome;
  const call: CallRecord = {
    ...toPurchase(seen, { atMs: nowMs, known: facts.links }),
    id: outcome.id,
    projectId: outcome.projectId,
    answer: printed,
    signals: report.signals,
    model: report.model,
    ...(idempotencyKey && { idempotencyKey }),
  };
  await orUnavailable('the network did not take the record', network.record(call));
}
