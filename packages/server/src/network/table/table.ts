/**
 * The whole network in memory: state without files, clock or promises, off the JavaScript heap but for what there is
 * little of. Every store keeps one. The same changes in the same order make the same table.
 */
import { deserialize, serialize } from 'node:v8';
import type { Change, HistoryChange } from '../change.ts';
import { elementCodes, linkCodes } from '../kinds.ts';
import type { Forgotten, NetworkSize } from '../network.ts';
import { countPurchase, countReport } from './counting.ts';
import { erase, prune } from './forgetting.ts';
import { type HeapRows, HeapState } from './heap-state.ts';
import type { ImagePart, TableImage } from './image-part.ts';
import {
  portray,
  readNames,
  readSightings,
  type StoredPortrait,
  type StoredQuery,
  type StoredReading,
} from './looking.ts';
import type { Medians } from './medians.ts';
import { Records, type RecordsState } from './records.ts';
import { rekeyElements } from './rekeying.ts';
import { verify } from './verifying.ts';

export type { ImagePart, TableImage } from './image-part.ts';
export type { StoredPortrait, StoredQuery, StoredReading } from './looking.ts';

/** How a table is made. */
export interface TableOptions {
  /** Beyond so many bytes it has no room for more. No limit unless told. */
  readonly memoryLimitBytes?: number;
}

/** What the next steps of growth may take at once. */
const growthBytes = 8 * 1024 * 1024;

const nothing: Forgotten = { elements: 0, links: 0 };

/**
 * @example
 * const table = new Table();
 * table.apply(change);
 * table.read({ kinds, ids, links, nowMs });
 */
export class Table {
  readonly #records = new Records();
  readonly #heap = new HeapState();
  readonly #memoryLimitBytes: number;

  constructor({ memoryLimitBytes = Number.POSITIVE_INFINITY }: TableOptions = {}) {
    this.#memoryLimitBytes = memoryLimitBytes;
  }

  /** @param change one that passed {@link checkSighted}: of another, a part may be counted */
  apply(change: Change): Forgotten {
    switch (change.type) {
      case 'call':
        countPurchase(this.#records, change);
        this.#heap.countCall(change.projectId);
        return nothing;
      case 'history':
        this.#countHistory(change);
        return nothing;
      case 'report':
        countReport(this.#records, change);
        return nothing;
      case 'erase':
        return erase(this.#records, change);
      case 'prune':
        return prune(this.#records, change);
    }
  }

  #countHistory(change: HistoryChange): void {
    const counted = this.historyLine(change.projectId, change.importId);
    for (const purchase of change.purchases)
      if (purchase.line > counted) countPurchase(this.#records, purchase);
    this.#heap.advance(change);
  }

  read(query: StoredQuery): StoredReading {
    return readSightings(this.#records, query);
  }

  /** The names that each element was linked with, the latest recorded first: tokens of their parts. */
  linkedNames(
    elements: Pick<StoredQuery, 'kinds' | 'ids'>,
    limit: number,
  ): readonly (readonly Uint8Array[])[] {
    return readNames(this.#records, elements, limit);
  }

  /** The first of the elements and those that it was linked with, at most so many by each kind of link. */
  portray(query: Omit<StoredQuery, 'links'>, limit: number): StoredPortrait | undefined {
    return portray(this.#records, query, limit);
  }

  countCalls(projectId: string): number {
    return this.#heap.countCalls(projectId);
  }

  /** The line through which a history was counted. */
  historyLine(projectId: string, importId: string): number {
    return this.#heap.historyLine(projectId, importId);
  }

  size(): NetworkSize {
    const { elementCounts, linkCounts } = this.#records;
    const counts = [
      ...elementCodes.map((kind, code) => [kind, elementCounts[code] ?? 0] as const),
      ...linkCodes.map((kind, code) => [kind, linkCounts[code] ?? 0] as const),
    ];
    return {
      elements: elementCounts.reduce((sum, count) => sum + count, 0),
      links: linkCounts.reduce((sum, count) => sum + count, 0),
      byKind: Object.fromEntries(counts.filter(([, count]) => count > 0)),
      bytes: this.#bytes,
    };
  }

  get #bytes(): number {
    return this.#records.bytes + this.#heap.bytes;
  }

  /**
   * Whether a further change fits into the memory that the table was given: into what was forgotten, or into new
   * memory.
   */
  hasRoom(): boolean {
    const limit = this.#memoryLimitBytes;
    const bytes = this.#bytes;
    return bytes <= limit && bytes - this.#records.freeBytes + growthBytes <= limit;
  }

  /** Looks at every record, a slice at a time: what is wrong, one sentence each. */
  verify(): Generator<readonly string[]> {
    return verify(this.#records);
  }

  /** Writes every identifier anew. @param map 16 bytes each, as many back */
  rekey(map: (ids: Uint8Array) => Uint8Array): void {
    rekeyElements(this.#records.elements, map);
  }

  /** Begins an image of what the table holds now. One at a time. */
  beginImage(): TableImage {
    const { elements, links, blocks, memories, state, medians } = this.#records;
    for (const part of [elements.slots, links.slots, blocks]) part.beginImage();
    const rest: HeapPart = {
      state,
      rows: this.#heap.rows(),
      medians: medians.rows(),
    };
    let last: ImagePart | undefined = { name: 'heap', index: 0, bytes: serialize(rest) };
    return {
      next() {
        for (const memory of memories) {
          const part = memory.nextPart();
          if (part !== undefined) return part;
        }
        const part = last;
        last = undefined;
        return part;
      },
      end() {
        for (const memory of memories) memory.endImage();
      },
    };
  }

  /** Takes a part of an image back, into a table that holds nothing else. */
  restorePart(part: ImagePart): void {
    const memory = this.#records.memories.find(({ name }) => name === part.name);
    if (memory !== undefined) memory.restorePart(part);
    else this.#restoreHeap(deserialize(part.bytes) as HeapPart);
  }

  #restoreHeap({ state, rows, medians }: HeapPart): void {
    this.#records.restoreState(state);
    this.#heap.restore(rows);
    this.#records.medians.restore(medians);
  }

  /** Must be called when all parts were taken back. */
  finishRestore(): void {
    this.#records.reindex();
  }
}

/** What an image has beside memory. */
interface HeapPart {
  readonly state: RecordsState;
  readonly rows: HeapRows;
  readonly medians: ReturnType<Medians['rows']>;
}
