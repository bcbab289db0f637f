/** Old log files go once images hold what they tell: what is left of them is the journal, and that has its time. */
import { rm } from 'node:fs/promises';
import { syncFolder } from '../../../config/durable-file.ts';
import type { Change } from '../../change.ts';
import { FilePieces } from '../file-pieces.ts';
import { decodeEnd, endName } from '../image/end-part.ts';
import { imageFile, imageHeadOf, listImages } from '../image/image-files.ts';
import { decodePart, partHeadBytes, partLength } from '../image/part-codec.ts';
import { fileHeadBytes, type LogPosition, listLogFiles, logFile } from '../log-files.ts';
import { readBatches } from '../read-log.ts';
import { decodeChange } from '../record/decode.ts';

/** A log with its images. */
export interface ImagedLog {
  readonly folder: string;
  /** What its files begin with. */
  readonly head: Buffer;
}

/**
 * Removes files from the front of a log: those that every sound image holds, and of which everything took place
 * before an instant.
 *
 * @returns how many
 */
export async function pruneLogFiles(
  { folder, head }: ImagedLog,
  beforeMs: number,
): Promise<number> {
  const numbers = await listLogFiles(folder);
  const newest = numbers.at(-1) ?? 0;
  const end = Math.min(await oldestImaged({ folder, head }), newest);
  let count = 0;
  for (const number of numbers) {
    const path = logFile(folder, number);
    if (number >= end || !(await isBefore(path, beforeMs))) break;
    await rm(path);
    // One after the other: a crash must not leave a gap.
    await syncFolder(folder);
    count += 1;
  }
  return count;
}

/** The file in which the oldest sound image ends; 0 when there is none. */
async function oldestImaged({ folder, head }: ImagedLog): Promise<number> {
  let oldest: number | undefined;
  for (const number of await listImages(folder)) {
    const position = await readPosition(imageFile(folder, number), imageHeadOf(head));
    if (position !== undefined) oldest = Math.min(oldest ?? position.number, position.number);
  }
  return oldest ?? 0;
}

/** How far an image goes; `undefined` when it is not sound from front to back. */
async function readPosition(path: string, head: Buffer): Promise<LogPosition | undefined> {
  const pieces = await FilePieces.open(path, { from: 0 });
  try {
    if (!(await pieces.peek(head.length))?.equals(head)) return undefined;
    pieces.skip(head.length);
    for (let count = 0; ; count += 1) {
      const start = await pieces.peek(partHeadBytes);
      const bytes = start && (await pieces.peek(partLength(start)));
      const part = bytes && decodePart(bytes);
      if (bytes === undefined || part === undefined) return undefined;
      pieces.skip(bytes.length);
      if (part.name !== endName) continue;
      const { parts, position } = decodeEnd(part);
      return parts === count && pieces.left === 0 ? position : undefined;
    }
  } finally {
    await pieces.close();
  }
}

async function isBefore(path: string, beforeMs: number): Promise<boolean> {
  for await (const { records } of readBatches({ path, from: fileHeadBytes }))
    for (const { record } of records)
      if (!(newestMs(decodeChange(record)) < beforeMs)) return false;
  return true;
}

/** When the last of it took place. What forgets has no instant. */
function newestMs(change: Change): number {
  if (change.type === 'history')
    return change.purchases.reduce((newest, { atMs }) => Math.max(newest, atMs), never);
  return 'atMs' in change ? change.atMs : never;
}

const never = Number.NEGATIVE_INFINITY;
