import {
  addSighting,
  fromRow,
  type History,
  type HistoryRow,
  newHistory,
  toRow,
} from './history.ts';

/** Some of the rows of one kind. */
export interface RowsPiece {
  readonly kind: string;
  readonly rows: readonly HistoryRow[];
}

const pieceRows = 5_000;

/** Histories by kind and key. */
export class Rows {
  readonly #byKind = new Map<string, Map<string, History>>();

  find(kind: string, key: string): History | undefined {
    return this.#byKind.get(kind)?.get(key);
  }

  /** Counts one sighting; whether it was the first. */
  see(kind: string, key: string, atMs: number): boolean {
    const known = this.find(kind, key);
    if (known === undefined) this.#ofKind(kind).set(flatten(key), newHistory(atMs));
    else addSighting(known, atMs);
    return known === undefined;
  }

  get size(): number {
    let size = 0;
    for (const rows of this.#byKind.values()) size += rows.size;
    return size;
  }

  /** All rows, a few at a time. */
  *pieces(): Generator<RowsPiece> {
    for (const [kind, histories] of this.#byKind) {
      let rows: HistoryRow[] = [];
      for (const [key, history] of histories) {
        rows.push(toRow(key, history));
        if (rows.length < pieceRows) continue;
        yield { kind, rows };
        rows = [];
      }
      yield { kind, rows };
    }
  }

  restore({ kind, rows }: RowsPiece): void {
    const histories = this.#ofKind(kind);
    for (const row of rows) histories.set(row[0], fromRow(row));
  }

  #ofKind(kind: string): Map<string, History> {
    const rows = this.#byKind.get(kind) ?? new Map<string, History>();
    this.#byKind.set(kind, rows);
    return rows;
  }
}

/** A slice or a concatenation would keep the longer texts alive that it was made of. */
const flatten = (key: string): string => Buffer.from(key, 'latin1').toString('latin1');
