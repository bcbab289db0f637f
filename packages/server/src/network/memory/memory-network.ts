import { refuseAfterClose } from '../closing.ts';
import { type Network, NetworkFull, type RecordedAnswer } from '../network.ts';
import { createRetries } from '../retries.ts';
import {
  plainIds,
  storeElements,
  storeHistory,
  storePruneRule,
  storePurchase,
  storeQuery,
  storeReport,
  tellNames,
  tellPortrait,
} from '../stored-form.ts';
import { Table, type TableOptions } from '../table/table.ts';

/**
 * A network that lives as long as its process: for tests and for replays. Its records are as durable as
 * that.
 *
 * @example
 * const network = createMemoryNetwork();
 * await network.size(); // { elements: 0, links: 0, byKind: {}, bytes: 12288 }
 */
export function createMemoryNetwork(options: TableOptions = {}): Network {
  const table = new Table(options);
  const retries = createRetries<RecordedAnswer>();
  const apply = (change: Parameters<Table['apply']>[0]) => {
    if (!table.hasRoom() && growing.has(change.type)) throw new NetworkFull();
    return table.apply(change);
  };
  return refuseAfterClose({
    async read(query) {
      const { elements, links } = table.read(storeQuery(query, plainIds));
      return { elements: elements.slice(0, query.elements.length), links };
    },
    async linkedNames(elements, limit) {
      return table.linkedNames(storeElements(elements, plainIds), limit).map(tellNames);
    },
    async record(call) {
      const { id, projectId, atMs, idempotencyKey, answer } = call;
      apply({ type: 'call', projectId, ...storePurchase(call, plainIds) });
      if (idempotencyKey !== undefined) retries.keep(idempotencyKey, atMs, { id, answer });
    },
    recordHistory: async (batch) => void apply(storeHistory(batch, plainIds)),
    historyLine: async (projectId, importId) => table.historyLine(projectId, importId),
    report: async (report) => void apply(storeReport(report, plainIds)),
    recall: async (key, nowMs) => retries.find(key, nowMs),
    async portray(element, { nowMs, limit }) {
      const query = { ...storeElements([element], plainIds), nowMs };
      const portrait = table.portray(query, limit);
      return portrait && tellPortrait(portrait, plainIds);
    },
    erase: async (elements) => apply({ type: 'erase', ...storeElements(elements, plainIds) }),
    prune: async (rule) => apply(storePruneRule(rule)),
    size: async () => table.size(),
    countCalls: async (projectId) => table.countCalls(projectId),
    verify: async () => [...table.verify()].flat(),
    close: async () => undefined,
  });
}

/** What may need more memory. */
const growing: ReadonlySet<string> = new Set(['call', 'history']);
