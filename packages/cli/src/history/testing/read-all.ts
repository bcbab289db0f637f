import { parseMapping } from '../mapping.ts';
import { type ReadOptions, readHistory } from '../read-history.ts';
import type { HistoryRow } from '../row.ts';

/** A file as a test gives it, and how it is read. */
export interface Given extends Omit<ReadOptions, 'mapping'> {
  readonly map?: readonly string[];
  /** How many bytes come at once. */
  readonly chunkBytes?: number;
}

/** Reads a file of history whole, called `purchases`. */
export async function readAll(
  content: string | Uint8Array,
  given: Given = {},
): Promise<readonly HistoryRow[]> {
  const { map = [], chunkBytes = 7, ...options } = given;
  const file = { name: 'purchases', chunks: chunksOf(Buffer.from(content), chunkBytes) };
  const rows: HistoryRow[] = [];
  const reading = readHistory(file, { ...options, mapping: parseMapping({ map }) });
  for await (const batch of reading) rows.push(...batch);
  return rows;
}

async function* chunksOf(bytes: Buffer, length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}
