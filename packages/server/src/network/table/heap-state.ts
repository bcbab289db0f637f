/** What a table keeps on the JavaScript heap, because there is little of it. */
import type { HistoryChange } from '../change.ts';

/** Plain values, for an image. */
export interface HeapRows {
  readonly calls: readonly (readonly [projectId: string, count: number])[];
  readonly histories: readonly (readonly [key: string, line: number])[];
}

/** What an entry of a map takes, with its key of up to a hundred characters. */
const entryBytes = 256;

/** Calls by project, and how far each history was counted. */
export class HeapState {
  readonly #calls = new Map<string, number>();
  readonly #histories = new Map<string, number>();

  /** What it takes, about: whoever brings histories names them, as many as they like. */
  get bytes(): number {
    return (this.#calls.size + this.#histories.size) * entryBytes;
  }

  countCall(projectId: string): void {
    this.#calls.set(projectId, this.countCalls(projectId) + 1);
  }

  countCalls(projectId: string): number {
    return this.#calls.get(projectId) ?? 0;
  }

  historyLine(projectId: string, importId: string): number {
    return this.#histories.get(keyOf(projectId, importId)) ?? 0;
  }

  /** A history never goes back: a batch that comes twice has been counted. */
  advance({ projectId, importId, throughLine }: HistoryChange): void {
    const line = Math.max(throughLine, this.historyLine(projectId, importId));
    this.#histories.set(keyOf(projectId, importId), line);
  }

  rows(): HeapRows {
    return { calls: [...this.#calls], histories: [...this.#histories] };
  }

  restore({ calls, histories }: HeapRows): void {
    for (const [projectId, count] of calls) this.#calls.set(projectId, count);
    for (const [key, line] of histories) this.#histories.set(key, line);
  }
}

const keyOf = (projectId: string, importId: string): string => `${projectId} ${importId}`;
