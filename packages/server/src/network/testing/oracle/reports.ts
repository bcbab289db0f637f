/** Reported fraud, by counting. */
import type { ReportedCounts } from '@whorl/engine';
import type { ElementRef, LinkRef } from '../../network.ts';
import { type Past, remembered } from './past.ts';
import { dayOf, withinDays } from './windows.ts';

/** The instants of the purchases whose reports stand; one that came before its element was known does not. */
export function standingReports(past: Past, ref: ElementRef | LinkRef): readonly number[] {
  const standing: number[] = [];
  let isKnown = false;
  for (const one of remembered(past, ref)) {
    if (one.type === 'seen') isKnown = true;
    if (one.type !== 'reported' || !isKnown) continue;
    const { purchaseAtMs, change } = one.report;
    if (change === 'reported') standing.push(purchaseAtMs);
    else takeOff(standing, purchaseAtMs);
  }
  return standing;
}

function takeOff(standing: number[], purchaseAtMs: number): void {
  const sameDay = standing.findIndex((atMs) => dayOf(atMs) === dayOf(purchaseAtMs));
  if (sameDay >= 0) standing.splice(sameDay, 1);
}

export function reportedOf(standing: readonly number[], nowMs: number): ReportedCounts | undefined {
  const days = (length: number) => standing.filter(withinDays(length, nowMs)).length;
  if (standing.length === 0) return undefined;
  return {
    total: standing.length,
    last7Days: days(7),
    last30Days: days(30),
    last90Days: days(90),
    last180Days: days(180),
  };
}
