import type { Delimiter } from './csv-rows.ts';
import type { HistoryRow } from './row.ts';
import { createCsvReader, createJsonReader, type RowOptions } from './row-readers.ts';
import { sniff } from './sniff.ts';
import { decoded } from './text.ts';
import { type NamedBytes, unzipped } from './unzip.ts';

/** How a file of history is read. */
export interface ReadOptions extends RowOptions {
  /** Between cells of CSV; by the header unless given. */
  readonly delimiter?: Delimiter | undefined;
}

/**
 * Reads a file of history: CSV (RFC 4180) with a header, or JSON Lines, either of them in gzip. Rows come in
 * batches in the order of the file, in constant memory however long it is.
 *
 * @throws UsageError when the file is no such text, is cut off or does not fit the mapping; what is wrong with
 * one row rejects that row alone
 * @example
 * const { name, read } = await findFile('purchases.csv.gz');
 * const mapping = parseMapping({ map: ['time=TX_DATETIME', 'account=CUSTOMER_ID'] });
 * for await (const rows of readHistory({ name, chunks: read() }, { mapping })) await send(rows);
 */
export async function* readHistory(
  { name, chunks }: NamedBytes,
  options: ReadOptions,
): AsyncGenerator<readonly HistoryRow[]> {
  const text = decoded({ name, chunks: unzipped({ name, chunks }) });
  try {
    const { head, format, delimiter } = await sniff(text, name);
    const csv = { name, delimiter: options.delimiter ?? delimiter };
    const rows =
      format === 'json' ? createJsonReader(name, options) : createCsvReader(csv, options);
    yield rows.push(head);
    for await (const part of text) yield rows.push(part);
    yield rows.end();
  } finally {
    await text.return(undefined);
  }
}
