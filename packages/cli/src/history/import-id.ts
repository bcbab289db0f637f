import { createHash } from 'node:crypto';
import type { FileBytes } from './file-bytes.ts';
import type { ReadOptions } from './read-history.ts';
import { unzipped } from './unzip.ts';

/** Changes when the same file would be read into other rows than before. */
const readerVersion = 1;

/**
 * Names an import by what is imported: SHA-256, in hex, of the file's content (unpacked: packing it anew makes no
 * new import), of the mapping and of the options. By it an import that was stopped is gone on with, and the same
 * file is not counted twice. It reads the whole file once, so that one which is cut off is found out before a row
 * is sent.
 *
 * @returns nothing for standard input or a pipe, which can be read only once: such an import cannot be resumed
 * @throws UsageError when the file cannot be read or is damaged gzip
 */
export async function importIdOf(
  file: FileBytes,
  options: Omit<ReadOptions, 'afterLine'>,
): Promise<string | undefined> {
  if (file.sizeBytes === undefined) return undefined;
  const content = createHash('sha256');
  for await (const chunk of unzipped({ name: file.name, chunks: file.read() }))
    content.update(chunk);
  const read = { content: content.digest('hex'), ...printOptions(options), readerVersion };
  return createHash('sha256').update(JSON.stringify(read)).digest('hex');
}

/** What is left out means the same as its default, and the order of a mapping nothing. */
function printOptions(options: Omit<ReadOptions, 'afterLine'>) {
  const { mapping, delimiter, timeZone = 'UTC', currency = '840', amountMinor = false } = options;
  return { mapping: [...mapping].sort(), delimiter, timeZone, currency, amountMinor };
}
