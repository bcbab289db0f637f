/** What is known of one element or link, by counting. */
import type { ElementKind, Sighting } from '@whorl/engine';
import type { ElementRef, LinkRef } from '../../network.ts';
import { countPartners } from './partners.ts';
import { type Past, purchasesOf } from './past.ts';
import { reportedOf, standingReports } from './reports.ts';
import { amountsIn, amountsOf, windowsOf } from './windows.ts';

/** The middle amounts of a list in order: one and the same where their number is odd. */
export interface Middle {
  readonly count: number;
  readonly lower: number;
  readonly upper: number;
}

/** A sighting whose median is not yet one number. */
export interface CountedSighting extends Omit<Sighting, 'median'> {
  readonly middle?: Middle;
}

const withAmounts: readonly ElementKind[] = ['account', 'card', 'cardParts', 'merchant'];

/** What is known at an instant; `undefined` when it was never seen. */
export function sightingOf(
  past: Past,
  ref: ElementRef | LinkRef,
  nowMs: number,
): CountedSighting | undefined {
  const purchases = purchasesOf(past, ref);
  if (purchases.length === 0) return undefined;
  const instants = purchases.map(({ atMs }) => atMs);
  const isElement = !('from' in ref);
  const reported = reportedOf(standingReports(past, ref), nowMs);
  const amounts =
    isElement && withAmounts.includes(ref.kind) ? amountsOf(purchases, nowMs) : undefined;
  const middle = isElement && ref.kind === 'category' ? middleOf(amountsIn(purchases)) : undefined;
  return {
    firstSeenMs: Math.min(...instants),
    lastSeenMs: Math.max(...instants),
    total: purchases.length,
    counts: windowsOf(instants, nowMs),
    ...(reported && { reported }),
    ...(amounts && { amounts }),
    ...(middle && { middle }),
    partners: isElement ? countPartners(past, ref) : {},
  };
}

function middleOf(amounts: readonly number[]): Middle | undefined {
  const inOrder = amounts.toSorted((one, other) => one - other);
  const last = inOrder.length - 1;
  const [lower, upper] = [inOrder[Math.floor(last / 2)], inOrder[Math.ceil(last / 2)]];
  if (lower === undefined || upper === undefined) return undefined;
  return { count: inOrder.length, lower, upper };
}
