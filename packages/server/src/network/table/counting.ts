/** How purchases and reports are counted. */
import { nameTokensBytes, type ReportChange, type Sighted } from '../change.ts';
import { erasedCode } from '../kinds.ts';
import { idAt } from './elements.ts';
import type { Records } from './records.ts';

/** Counts a purchase: each of its elements and links once. What was erased of it counts nothing. */
export function countPurchase(records: Records, sighted: Sighted): void {
  const { kinds, ids, links, names, atMs } = sighted;
  const slots: number[] = [];
  for (let n = 0; n < kinds.length; n += 1) {
    const kind = kinds[n] as number;
    const slot = kind === erasedCode ? 0 : records.takeElement(kind, idAt(ids, n));
    if (slot !== 0 && !slots.includes(slot)) seeElement(records, slot, sighted);
    slots.push(slot);
  }
  const seen: number[] = [];
  let at = 0;
  for (let n = 0; n < links.length; n += 3) {
    const end = at + 1 + (names[at] as number) * nameTokensBytes;
    const link = takeLink(records, slots, { links, n, name: names.subarray(at + 1, end) });
    at = end;
    if (link === 0 || seen.includes(link)) continue;
    records.links.see(link, atMs);
    seen.push(link);
  }
}

function seeElement(records: Records, slot: number, { atMs, spend }: Sighted): void {
  records.elements.see(slot, atMs, spend);
  if (spend !== undefined) records.medians.add(slot, spend.tenThousandths);
}

interface LinkHere {
  readonly links: Uint8Array;
  readonly n: number;
  readonly name: Uint8Array;
}

function takeLink(records: Records, slots: readonly number[], { links, n, name }: LinkHere) {
  const kind = links[n] as number;
  const [from = 0, to = 0] = [slots[links[n + 1] as number], slots[links[n + 2] as number]];
  if (kind === erasedCode || from === 0 || to === 0) return 0;
  return records.takeLink(kind, [from, to], name);
}

/** Counts a report of fraud, or takes it off, wherever the purchase's elements and links are known. */
export function countReport(records: Records, change: ReportChange): void {
  const { kinds, ids, links, atMs, by } = change;
  const slots = Array.from(kinds, (kind, n) =>
    kind === erasedCode ? 0 : records.elements.find(kind, idAt(ids, n)),
  );
  for (const slot of new Set(slots))
    if (slot !== 0) records.elements.history.report(slot, atMs, by);
  const found = new Set<number>();
  for (let n = 0; n < links.length; n += 3) {
    const [from = 0, to = 0] = [slots[links[n + 1] as number], slots[links[n + 2] as number]];
    if (from !== 0 && to !== 0) found.add(records.links.find(links[n] as number, [from, to]));
  }
  for (const link of found) if (link !== 0) records.links.history.report(link, atMs, by);
}
