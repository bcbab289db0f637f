/**
 * Batches: how records lie in a log file: docs/log-format.md. One commit writes one batch. Where commits are
 * awaited, the next is begun only when that one is durable; so a crash leaves at most one unfinished batch, the
 * last, and a damaged one that anything follows had been durable, and may have been acknowledged. Every batch
 * tells besides how much of its file was durable when it was written.
 */
import { crc32 } from 'node:zlib';

/** Begins every batch, so that one can be found behind damage. No answer, being ASCII, holds it. */
const mark = Buffer.from([0xf7, 0x62, 0x61]);
const awaited = 0xb7;
/** No bit of it is as in the other: a flipped one makes none of the other. */
const notAwaited = 0x48;

/** Mark, length of the body, what was durable, checksum. */
export const batchHeadBytes = 16;

/** In front of each record: its length, and a checksum for who reads it alone. */
export const recordHeadBytes = 8;

/** What a batch tells of how it was written. */
export interface Commit {
  /** Whether the next batch was begun only when this was durable. */
  readonly isAwaited: boolean;
  /** So many bytes of the file were durable before it was written. */
  readonly durableBytes: number;
}

/** A record in its place. */
export interface PlacedRecord {
  /** Where it begins in its file, behind its head. */
  readonly offset: number;
  readonly record: Buffer;
}

/** One batch that was read. */
export interface Batch extends Commit {
  readonly records: readonly PlacedRecord[];
  readonly at: number;
  /** Where the next batch starts. */
  readonly end: number;
}

/** @param offset where the batch is going to be in its file */
export function encodeBatch(
  records: readonly Buffer[],
  commit: Commit & { readonly offset: number },
): { readonly bytes: Buffer; readonly placed: readonly PlacedRecord[] } {
  const body = records.reduce((sum, { length }) => sum + recordHeadBytes + length, 0);
  const bytes = Buffer.allocUnsafe(batchHeadBytes + body);
  bytes.set(mark);
  bytes.writeUInt8(commit.isAwaited ? awaited : notAwaited, mark.length);
  bytes.writeUInt32BE(body, 4);
  bytes.writeUInt32BE(commit.durableBytes, 8);
  let at = batchHeadBytes;
  const placed = records.map((record) => {
    bytes.writeUInt32BE(record.length, at);
    bytes.writeUInt32BE(crc32(record), at + 4);
    bytes.set(record, at + recordHeadBytes);
    const offset = commit.offset + at + recordHeadBytes;
    at += recordHeadBytes + record.length;
    return { offset, record };
  });
  bytes.writeUInt32BE(checksum(bytes), 12);
  return { bytes, placed };
}

/** How long the batch is that these bytes begin; `undefined` when they begin none. */
export function batchLength(bytes: Buffer): number | undefined {
  const isMarked = bytes.length >= batchHeadBytes && bytes.compare(mark, 0, 3, 0, 3) === 0;
  if (!isMarked || (bytes[3] !== awaited && bytes[3] !== notAwaited)) return undefined;
  return batchHeadBytes + bytes.readUInt32BE(4);
}

/**
 * The batch that these bytes are; `undefined` when they are no whole, undamaged one.
 *
 * @param at where they begin in their file
 */
export function readBatch(bytes: Buffer, at: number): Batch | undefined {
  if (batchLength(bytes) !== bytes.length || checksum(bytes) !== bytes.readUInt32BE(12))
    return undefined;
  const commit = { isAwaited: bytes[3] === awaited, durableBytes: bytes.readUInt32BE(8) };
  const records = split(bytes, at);
  return records && { ...commit, records, at, end: at + bytes.length };
}

const checksum = (bytes: Buffer): number =>
  crc32(bytes.subarray(batchHeadBytes), crc32(bytes.subarray(0, 12)));

function split(bytes: Buffer, fileAt: number): PlacedRecord[] | undefined {
  const records: PlacedRecord[] = [];
  let at = batchHeadBytes;
  while (at + recordHeadBytes <= bytes.length) {
    const start = at + recordHeadBytes;
    at = start + bytes.readUInt32BE(at);
    records.push({ offset: fileAt + start, record: bytes.subarray(start, at) });
  }
  return at === bytes.length ? records : undefined;
}

/**
 * Whether what is not sound at the end of a log had been durable: then it was not a crash that cut it short.
 *
 * @param tail the file from the first batch that is not sound, to its end
 * @param at where that begins in the file
 */
export function wasDurable(tail: Buffer, at: number): boolean {
  const length = batchLength(tail);
  if (length !== undefined && length < tail.length && tail[3] === awaited) return true;
  for (let from = tail.indexOf(mark, 1); from >= 0; from = tail.indexOf(mark, from + 1)) {
    const found = batchLength(tail.subarray(from));
    if (found === undefined || from + found > tail.length) continue;
    const batch = readBatch(tail.subarray(from, from + found), at + from);
    if (batch !== undefined && batch.durableBytes > at) return true;
  }
  return false;
}

/** Whether any batch that begins in these bytes says that it was not awaited, damaged or not. */
export const hasUnawaited = (tail: Buffer): boolean =>
  tail.includes(Buffer.from([...mark, notAwaited]));
