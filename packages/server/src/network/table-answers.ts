/** What a store answers from its table alone. */
import type { Network } from './network.ts';
import { type IdForm, storeElements, storeQuery, tellNames, tellPortrait } from './stored-form.ts';
import type { Table } from './table/table.ts';

/** The questions of the promise that a table answers. */
export type TableAnswers = Pick<
  Network,
  'read' | 'linkedNames' | 'portray' | 'historyLine' | 'size' | 'countCalls'
>;

/** @param ids how identifiers are stored in the table */
export const answersOf = (table: Table, ids: IdForm): TableAnswers => ({
  async read(query) {
    const { elements, links } = table.read(storeQuery(query, ids));
    return { elements: elements.slice(0, query.elements.length), links };
  },
  async linkedNames(elements, limit) {
    return table.linkedNames(storeElements(elements, ids), limit).map(tellNames);
  },
  async portray(element, { nowMs, limit }) {
    const portrait = table.portray({ ...storeElements([element], ids), nowMs }, limit);
    return portrait && tellPortrait(portrait, ids);
  },
  historyLine: async (projectId, importId) => table.historyLine(projectId, importId),
  size: async () => table.size(),
  countCalls: async (projectId) => table.countCalls(projectId),
});
