/**
 * Batches: how records lie in a log file. One commit writes one batch, and the next is begun only when
 * that one is durable. So a crash leaves at most one unfinished batch, the last; and a damaged batch that
 * anything follows had been durable, and may have been acknowledged.
 */
import { crc32 } from 'node:zlib';

/** Begins every batch, so that one can be found behind damage. No answer, being ASCII, holds it. */
const mark = Buffer.from([0xf7, 0x62, 0x61, 0xb7]);

const headBytes = 12;
const lengthBytes = 4;

/** One batch that was read. */
export interface Batch {
  readonly records: readonly Buffer[];
  /** Where the next batch starts. */
  readonly end: number;
}

export function encodeBatch(records: readonly Buffer[]): Buffer {
  const parts = records.flatMap((record) => [uint32(record.length), record]);
  const body = Buffer.concat(parts);
  return Buffer.concat([mark, uint32(body.length), uint32(crc32(body)), body]);
}

/** The batch at a position, or nothing when there is no whole, undamaged one. */
export function readBatch(file: Buffer, at: number): Batch | undefined {
  const end = endOf(file, at);
  if (end === undefined || end > file.length) return undefined;
  const body = file.subarray(at + headBytes, end);
  if (crc32(body) !== file.readUInt32BE(at + 8)) return undefined;
  return { records: split(body), end };
}

/** Whether a later commit follows what is damaged: then it was not the one that a crash cut short. */
export function isFollowed(file: Buffer, damagedAt: number): boolean {
  const end = endOf(file, damagedAt);
  if (end !== undefined && end < file.length) return true;
  let at = file.indexOf(mark, damagedAt + 1);
  while (at >= 0 && readBatch(file, at) === undefined) at = file.indexOf(mark, at + 1);
  return at >= 0;
}

/** Where the batch at a position says that it ends. */
function endOf(file: Buffer, at: number): number | undefined {
  if (at + headBytes > file.length) return undefined;
  if (mark.compare(file, at, at + mark.length) !== 0) return undefined;
  return at + headBytes + file.readUInt32BE(at + mark.length);
}

function split(body: Buffer): Buffer[] {
  const records: Buffer[] = [];
  for (let at = 0; at < body.length; ) {
    const start = at + lengthBytes;
    at = start + body.readUInt32BE(at);
    records.push(body.subarray(start, at));
  }
  return records;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
