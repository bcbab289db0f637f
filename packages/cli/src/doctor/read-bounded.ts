import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** A file as it was read. */
export interface ReadFile {
  readonly bytes: Buffer;
  /** Whether others than its owner may read it. */
  readonly isOpenToOthers: boolean;
}

/** Why one was not read: the platform's code, or what it is. */
export interface NotRead {
  readonly reason: 'absent' | 'not-regular' | 'too-large' | { readonly code: string };
}

/** Nothing that is examined is longer. */
export const maxFileBytes = 1024 * 1024;

/**
 * Reads a file whose name somebody may have chosen to do harm: no pipe and no device is waited for, and no more than
 * {@link maxFileBytes} bytes are read.
 */
export async function readBounded(path: string): Promise<ReadFile | NotRead> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      return await readOpened(file);
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code = 'unknown reason' } = error as NodeJS.ErrnoException;
    return { reason: code === 'ENOENT' || code === 'ENOTDIR' ? 'absent' : { code } };
  }
}

async function readOpened(file: FileHandle): Promise<ReadFile | NotRead> {
  const found = await file.stat();
  if (!found.isFile()) return { reason: 'not-regular' };
  if (found.size > maxFileBytes) return { reason: 'too-large' };
  const bytes = await readAtMost(file);
  // Windows has no such bits: there everybody always may.
  const isOpenToOthers = process.platform !== 'win32' && (found.mode & 0o077) !== 0;
  return bytes === undefined ? { reason: 'too-large' } : { bytes, isOpenToOthers };
}

const chunkBytes = 64 * 1024;

/** Files of the system say that they have no size, and may have no end. */
async function readAtMost(file: FileHandle): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  while (length <= maxFileBytes) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(chunkBytes), 0, chunkBytes);
    if (bytesRead === 0) return Buffer.concat(chunks, length);
    chunks.push(buffer.subarray(0, bytesRead));
    length += bytesRead;
  }
  return undefined;
}
