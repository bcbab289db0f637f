import type { ElementRef, FraudReport, LinkRef } from '../../network.ts';
import { report } from '../calls.ts';
import { keyOf } from '../oracle/past.ts';

/** A report of these elements of a purchase, and of the links that join them. */
export function reportOf(
  { atMs, links: all }: { readonly atMs: number; readonly links: readonly LinkRef[] },
  named: readonly ElementRef[],
): FraudReport {
  const keys = new Set(named.map(keyOf));
  const joined = all.filter(({ from, to }) => keys.has(keyOf(from)) && keys.has(keyOf(to)));
  return report({
    projectId: 'project-0',
    purchaseAtMs: atMs,
    elements: named,
    links: joined.map(({ kind, from, to }) => ({ kind, from, to })),
  });
}
