/** How every identifier of a table is written anew, under another storage key: what was counted stays. */
import { idBytes } from '../change.ts';
import type { Elements } from './elements.ts';

/** So many are mapped at once: a cipher takes many blocks nearly as fast as one. */
const sliceSlots = 4_096;

/** @param map 16 bytes each, as many back; different ones of different ones */
export function rekeyElements(elements: Elements, map: (ids: Uint8Array) => Uint8Array): void {
  const { end } = elements.slots;
  for (let first = 1; first < end; first += sliceSlots) {
    const slots: number[] = [];
    for (let slot = first; slot < Math.min(first + sliceSlots, end); slot += 1)
      if (elements.kind(slot) >= 0) slots.push(slot);
    const ids = new Uint8Array(slots.length * idBytes);
    slots.forEach((slot, n) => {
      ids.set(elements.id(slot), n * idBytes);
    });
    const mapped = map(ids);
    slots.forEach((slot, n) => {
      elements.setId(slot, mapped.subarray(n * idBytes, (n + 1) * idBytes));
    });
  }
  elements.reindex();
}
