import { refuseAfterClose } from '../closing.ts';
import type { Network } from '../network.ts';
import { createTable } from '../table.ts';

/**
 * A network that lives as long as its process: for tests and for replays. Its records are as durable as
 * that.
 *
 * @example
 * const network = createMemoryNetwork();
 * await network.size(); // { elements: 0, links: 0 }
 */
export function createMemoryNetwork(): Network {
  const table = createTable();
  return refuseAfterClose({
    read: async (query) => table.read(query),
    record: async (call) => table.apply(call),
    recall: async (key, nowMs) => table.recall(key, nowMs),
    size: async () => table.size(),
    countCalls: async (projectId) => table.countCalls(projectId),
    close: async () => undefined,
  });
}
