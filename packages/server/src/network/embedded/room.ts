import { NetworkFull } from '../network.ts';
import type { Table } from '../table/table.ts';
import type { Report } from './network-event.ts';

/**
 * Refuses what the table has no memory for. The operator is told once, and again only when there was room in
 * between.
 *
 * @returns throws NetworkFull
 */
export function createRoomCheck(table: Table, report: Report): () => void {
  let isFull = false;
  return () => {
    const wasFull = isFull;
    isFull = !table.hasRoom();
    if (!isFull) return;
    if (!wasFull) report({ event: 'network-full', note });
    throw new NetworkFull();
  };
}

const note =
  'The identity network has reached the memory that it was given, and refuses calls; reads go on. Raise the setting networkMemoryMegabytes and start the service again, or forget what was not seen for long: whorl network prune.';
