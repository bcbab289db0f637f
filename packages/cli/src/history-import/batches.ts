import type { HistoryEvent, HistoryRow, Reject } from '../history/row.ts';

/** Rows that are sent at once, and those beside them that were rejected here. */
export interface Batch {
  readonly events: readonly HistoryEvent[];
  /** Each event as JSON. */
  readonly printed: readonly string[];
  readonly rejects: readonly Reject[];
  /** The line of the last of them. */
  readonly throughLine: number;
}

/** As many are sent at once as are counted quickly enough to show progress; the API takes twice as many. */
const mostRows = 1000;

/** The API takes bodies of 4 MiB, with whatever stands around the rows. */
const mostBytes = 3.5 * 1024 * 1024;

/** Cuts rows, as they are read, into batches. */
export async function* batchesOf(
  history: AsyncIterable<readonly HistoryRow[]>,
): AsyncGenerator<Batch> {
  let batch = new FillingBatch();
  for await (const rows of history)
    for (const row of rows) {
      if (batch.add(row)) continue;
      yield batch;
      batch = new FillingBatch();
      batch.add(row);
    }
  if (batch.throughLine > 0) yield batch;
}

class FillingBatch implements Batch {
  readonly events: HistoryEvent[] = [];
  readonly printed: string[] = [];
  readonly rejects: Reject[] = [];
  throughLine = 0;
  #bytes = 0;

  /** @returns whether there was room for it: a first row always has */
  add(row: HistoryRow): boolean {
    if (this.events.length + this.rejects.length === mostRows) return false;
    if ('reject' in row) this.rejects.push(row);
    else if (!this.#addEvent(row)) return false;
    this.throughLine = row.line;
    return true;
  }

  #addEvent(event: HistoryEvent): boolean {
    const printed = JSON.stringify(event);
    const bytes = Buffer.byteLength(printed) + 1;
    if (this.events.length > 0 && this.#bytes + bytes > mostBytes) return false;
    this.#bytes += bytes;
    this.events.push(event);
    this.printed.push(printed);
    return true;
  }
}
