import { open } from 'node:fs/promises';

/** As much of the end of a file as surely has a whole line. */
const tailBytes = 64 * 1024;

/**
 * The line of the last row that a file of rejected rows tells of. An end that a kill left in the middle of a
 * line is cut off.
 *
 * @returns 0 where there is no such file, or nothing in it
 */
export async function lastRejected(path: string): Promise<number> {
  const file = await open(path, 'r+').catch(() => undefined);
  if (file === undefined) return 0;
  try {
    const { size } = await file.stat();
    const start = Math.max(0, size - tailBytes);
    const { buffer, bytesRead } = await file.read({
      buffer: Buffer.alloc(size - start),
      position: start,
    });
    const end = buffer.subarray(0, bytesRead).lastIndexOf('\n') + 1;
    if (end < bytesRead) await file.truncate(start + end);
    const lines = buffer.subarray(0, end).toString('latin1').trimEnd().split('\n');
    return Number(/^(\d+),/.exec(lines.at(-1) ?? '')?.[1] ?? 0);
  } finally {
    await file.close();
  }
}
