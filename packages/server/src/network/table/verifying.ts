/** What must hold of every record, whatever was counted. */
import { elementCodes, linkCodes } from '../kinds.ts';
import { listsOf } from './lists.ts';
import type { Records } from './records.ts';

/** How many records are looked at before others get a turn. */
const sliceRecords = 2_000;

/**
 * Looks at record after record.
 *
 * @returns after every slice what was found wrong, one sentence each
 */
export function* verify(records: Records): Generator<readonly string[]> {
  const faults: string[] = [];
  const { elements, links } = records;
  for (let slot = 1; slot < elements.slots.end; slot += 1) {
    const kind = elements.kind(slot);
    const fault = kind < 0 ? undefined : (elements.fault(slot) ?? partnersFault(records, slot));
    if (fault !== undefined)
      faults.push(`The ${elementCodes[kind]} in slot ${slot} is damaged: ${fault}.`);
    if (slot % sliceRecords === 0) yield faults.splice(0);
  }
  for (let slot = 1; slot < links.slots.end; slot += 1) {
    const kind = links.kind(slot);
    const fault = kind < 0 ? undefined : links.fault(slot);
    if (fault !== undefined)
      faults.push(`The ${linkCodes[kind]} link in slot ${slot} is damaged: ${fault}.`);
    if (slot % sliceRecords === 0) yield faults.splice(0);
  }
  yield faults;
}

/** Whether an element's lists hold as many partners as they say. */
function partnersFault({ elements, links }: Records, slot: number): string | undefined {
  const lists = listsOf[elements.kind(slot)] ?? [];
  const isSound = lists.every((_, list) => {
    const partners = new Set<number>();
    for (const link of links.list(slot, list)) partners.add(links.otherEnd(link, slot));
    return partners.size === elements.partners(slot, list);
  });
  return isSound ? undefined : 'its lists hold other partners than it says';
}
