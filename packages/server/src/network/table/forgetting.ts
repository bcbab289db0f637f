/** How elements are forgotten, and every link to them. */
import type { EraseChange, PruneChange } from '../change.ts';
import { erasedCode } from '../kinds.ts';
import type { Forgotten } from '../network.ts';
import { idAt } from './elements.ts';
import type { Records } from './records.ts';

export function erase(records: Records, { kinds, ids }: EraseChange): Forgotten {
  const slots = Array.from(kinds, (kind, n) =>
    kind === erasedCode ? 0 : records.elements.find(kind, idAt(ids, n)),
  );
  return forget(
    records,
    [...new Set(slots)].filter((slot) => slot !== 0),
  );
}

export function prune(records: Records, { before }: PruneChange): Forgotten {
  const { elements } = records;
  const limits = new Map(before);
  const slots: number[] = [];
  for (let slot = 1; slot < elements.slots.end; slot += 1) {
    const limitMs = limits.get(elements.kind(slot));
    if (limitMs !== undefined && elements.history.lastSeenMs(slot) < limitMs) slots.push(slot);
  }
  return forget(records, slots);
}

function forget(records: Records, slots: readonly number[]): Forgotten {
  let links = 0;
  for (const slot of slots) links += records.removeElement(slot);
  return { elements: slots.length, links };
}
