/** How a log is read: file by file, batch by batch; and one record alone. */
import { open, stat } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { type Batch, batchHeadBytes, batchLength, readBatch, recordHeadBytes } from './batch.ts';
import { FilePieces } from './file-pieces.ts';
import {
  checkHead,
  cure,
  type FilePlace,
  fileHeadBytes,
  LogDamage,
  type LogPosition,
  logFile,
  type RecordPosition,
} from './log-files.ts';

/** A part of a log file. */
export interface FilePart {
  readonly path: string;
  /** Where a batch begins. */
  readonly from: number;
  /** The file's end unless told. */
  readonly to?: number;
}

/** The sound batches of a part of a file, up to the first that is not: the last one's `end` tells where. */
export async function* readBatches({ path, from, to }: FilePart): AsyncGenerator<Batch> {
  const pieces = await FilePieces.open(path, { from, ...(to !== undefined && { to }) });
  try {
    for (;;) {
      const head = await pieces.peek(batchHeadBytes);
      const length = head && batchLength(head);
      const bytes = length === undefined ? undefined : await pieces.peek(length);
      const batch = bytes && readBatch(bytes, pieces.at);
      if (batch === undefined) return;
      pieces.skip(batch.end - batch.at);
      yield batch;
    }
  } finally {
    await pieces.close();
  }
}

/** @throws LogDamage for a file that does not begin as it should */
export async function checkFile(path: string, mark: Buffer): Promise<FilePlace> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(fileHeadBytes), 0, fileHeadBytes, 0);
    return checkHead(path, buffer.subarray(0, bytesRead), mark);
  } finally {
    await file.close();
  }
}

/** A log file among the others. */
export interface FileOfLog {
  readonly folder: string;
  readonly number: number;
  /** What all begin with. */
  readonly mark: Buffer;
  /** Whether the log begins with it: what was before may have been pruned. */
  readonly isFirst: boolean;
}

/** How long the file before one is; 0 when there is none. */
export async function sizeBefore(folder: string, number: number): Promise<number> {
  const before = await stat(logFile(folder, number - 1)).catch(() => ({ size: 0 }));
  return before.size;
}

/** @throws LogDamage for a file that does not begin as it should, or does not fit the one before it */
export async function checkFit({ folder, number, mark, isFirst }: FileOfLog): Promise<void> {
  const { previousBytes } = await checkFile(logFile(folder, number), mark);
  if (isFirst || (await sizeBefore(folder, number)) === previousBytes) return;
  const previous = logFile(folder, number - 1);
  throw new LogDamage(
    `${previous} is damaged: it had ${previousBytes} bytes when the next file was begun, and has not. ${cure}`,
  );
}

/** A record, and where it lies. */
export interface LoggedRecord {
  readonly position: RecordPosition;
  readonly record: Buffer;
}

/** What was committed at once. */
export interface LoggedBatch {
  readonly records: readonly LoggedRecord[];
  /** Where the log goes on. */
  readonly end: LogPosition;
}

/**
 * The batches of a log from one place to another, in order.
 *
 * @throws LogDamage for one between them that is not sound
 */
export async function* readLog(
  folder: string,
  { from, to }: { readonly from: LogPosition; readonly to: LogPosition },
): AsyncGenerator<LoggedBatch> {
  for (let { number } = from; number <= to.number; number += 1) {
    const path = logFile(folder, number);
    const start = number === from.number ? Math.max(from.length, fileHeadBytes) : fileHeadBytes;
    const length = number === to.number ? to.length : (await stat(path)).size;
    let at = start;
    for await (const batch of readBatches({ path, from: start, to: length })) {
      at = batch.end;
      yield placeBatch(batch, number);
    }
    if (at < length) throw damagedAt(path, at);
  }
}

/** A batch in its file. */
export const placeBatch = ({ records, end }: Batch, number: number): LoggedBatch => ({
  records: records.map(({ offset, record }) => ({
    position: { number, offset, length: record.length },
    record,
  })),
  end: { number, length: end },
});

/** One record, alone. @throws LogDamage when it is not there as it was written */
export async function readRecord(folder: string, position: RecordPosition): Promise<Buffer> {
  const { number, offset, length } = position;
  const path = logFile(folder, number);
  const bytes = Buffer.allocUnsafeSlow(recordHeadBytes + length);
  const file = await openRecordFile(path);
  try {
    const { bytesRead } = await file.read(bytes, 0, bytes.length, offset - recordHeadBytes);
    const record = bytes.subarray(recordHeadBytes);
    const isWhole = bytesRead === bytes.length && bytes.readUInt32BE(0) === length;
    if (isWhole && bytes.readUInt32BE(4) === crc32(record)) return record;
  } finally {
    await file.close();
  }
  throw new LogDamage(`${path} is damaged at byte ${offset}, in a record. ${cure}`);
}

const openRecordFile = (path: string) =>
  open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    throw new LogDamage(`${path} is missing, and a record in it is asked for. ${cure}`, {
      cause: error,
    });
  });

export const damagedAt = (path: string, at: number): LogDamage =>
  new LogDamage(`${path} is damaged at byte ${at}, in calls that had been answered. ${cure}`);
