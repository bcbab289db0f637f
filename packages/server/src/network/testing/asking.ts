/** Short questions and short records. */
import type { Sighting } from '@whorl/engine';
import type { CallRecord, ElementRef, LinkRef, Network, SeenLink } from '../network.ts';
import { call, noonMs } from './calls.ts';

/** What is known of one element or link. */
export async function readOne(
  network: Network,
  ref: ElementRef | LinkRef,
  nowMs = noonMs,
): Promise<Sighting | undefined> {
  const isLink = 'from' in ref;
  const query = { elements: isLink ? [] : [ref], links: isLink ? [ref] : [], nowMs };
  const { elements, links } = await network.read(query);
  return isLink ? links[0] : elements[0];
}

/** Records calls one behind the other. */
export async function recordEach(network: Network, ...calls: readonly CallRecord[]): Promise<void> {
  for (const one of calls) await network.record(one);
}

/** A call of two elements that are linked, and of nothing else. */
export const joining = (one: SeenLink, changes: Partial<CallRecord> = {}): CallRecord =>
  call({ elements: [one.from, one.to], links: [one], ...changes });
