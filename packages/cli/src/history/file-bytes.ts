import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { UsageError } from '../exit-codes.ts';
import { reasonOf } from '../read-text.ts';

/** A file of history, as bytes. */
export interface FileBytes {
  /** How messages call it. */
  readonly name: string;
  /** How many bytes it has, where that is known: of a regular file. It can be read more than once then. */
  readonly sizeBytes?: number;
  /** Its bytes from the beginning, as they are on the disk. */
  read(): AsyncIterable<Uint8Array>;
}

const chunkBytes = 256 * 1024;

/**
 * Finds a file of history.
 *
 * @param path of the file, or `-` for standard input
 * @throws UsageError when it is not there or is a folder
 */
export async function findFile(
  path: string,
  stdin: AsyncIterable<Uint8Array> = process.stdin,
): Promise<FileBytes> {
  if (path === '-') return { name: 'standard input', read: () => stdin };
  const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw new UsageError(`${path} ${reasonOf(cause)}.`, { cause });
  });
  if (found.isDirectory()) throw new UsageError(`${path} is a folder, not a file.`);
  const file = { name: path, read: () => readChunks(path) };
  return found.isFile() ? { ...file, sizeBytes: found.size } : file;
}

async function* readChunks(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: chunkBytes });
  } catch (cause) {
    throw new UsageError(`${path} ${reasonOf(cause as NodeJS.ErrnoException)}.`, { cause });
  }
}
