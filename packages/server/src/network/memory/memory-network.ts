import { refuseAfterClose } from '../closing.ts';
import { type Network, NetworkFull, type RecordedAnswer } from '../network.ts';
import { createRetries } from '../retries.ts';
import {
  plainIds,
  storeElements,
  storeHistory,
  storePruneRule,
  storePurchase,
  storeReport,
} from '../stored-form.ts';
import { Table, type TableOptions } from '../table/table.ts';
import { answersOf } from '../table-answers.ts';

/**
 * A network that lives as long as its process: for tests and for replays. Its records are as durable as
 * that.
 *
 * @example
 * const network = createMemoryNetwork();
 * await network.size(); // { elements: 0, links: 0, byKind: {}, bytes: 65536 }
 */
export function createMemoryNetwork(options: TableOptions = {}): Network {
  const table = new Table(options);
  const retries = createRetries<RecordedAnswer>();
  const checkRoom = (): void => {
    if (!table.hasRoom()) throw new NetworkFull();
  };
  return refuseAfterClose({
    ...answersOf(table, plainIds),
    async record(call) {
      checkRoom();
      const { id, projectId, atMs, idempotencyKey, answer } = call;
      table.apply({ type: 'call', projectId, ...storePurchase(call, plainIds) });
      if (idempotencyKey !== undefined) retries.keep(idempotencyKey, atMs, { id, answer });
    },
    async recordHistory(batch) {
      checkRoom();
      table.apply(storeHistory(batch, plainIds));
    },
    report: async (report) => void table.apply(storeReport(report, plainIds)),
    recall: async (key, nowMs) => retries.find(key, nowMs),
    erase: async (elements) => table.apply({ type: 'erase', ...storeElements(elements, plainIds) }),
    prune: async (rule) => table.apply(storePruneRule(rule)),
    verify: async () => [...table.verify()].flat(),
    close: async () => undefined,
  });
}
