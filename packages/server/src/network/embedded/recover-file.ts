import { stat, truncate } from 'node:fs/promises';
import { hasUnawaited, wasDurable } from './batch.ts';
import { FilePieces } from './file-pieces.ts';
import { cure, fileHeadBytes, LogDamage, type RecordPosition } from './log-files.ts';
import { damagedAt, type LoggedBatch, placeBatch, readBatches } from './read-log.ts';

/** A log file to replay. */
interface FileToRecover {
  readonly path: string;
  readonly number: number;
  /** What it begins with, if it was begun. */
  readonly head: Buffer;
  readonly isNewest: boolean;
  /** Checks how it begins. @throws LogDamage */
  check(): Promise<void>;
  /** Batches before this byte are in an image. They are not read; {@link Network.verify} reads them. */
  readonly from: number;
  /** Takes each record in order; whatever it throws is damage. */
  apply(record: Buffer, position: RecordPosition): void;
}

/** What a file was found to hold. */
export interface Recovered {
  /** Of what is whole; 0 when not even its beginning is. */
  readonly length: number;
  /** Bytes cut off its end: what a crash left unfinished. */
  readonly cutBytes: number;
  /** Whether calls may have been in them that were acknowledged: with durability `async` alone. */
  readonly wasAcknowledged: boolean;
}

/**
 * Replays one log file. Only the newest may end in what a crash left unfinished, which is cut off; anything else
 * that is unreadable is damage to what was acknowledged, and refuses.
 *
 * @throws LogDamage
 */
export async function recoverFile(log: FileToRecover): Promise<Recovered> {
  const { path, number, head, isNewest } = log;
  if (isNewest && log.from === 0 && (await isUnfinishedHead(path, head)))
    return cutOff(path, { at: 0, wasAcknowledged: false });
  await log.check();
  const from = Math.max(log.from, fileHeadBytes);
  if ((await stat(path)).size < from) throw endsEarly(path, (await stat(path)).size);
  let at = from;
  let isAwaited = true;
  for await (const batch of readBatches({ path, from })) {
    replay(log, { at, batch: placeBatch(batch, number) });
    at = batch.end;
    isAwaited = batch.isAwaited;
  }
  const tail = await readTail(path, at);
  if (tail.length > 0 && (!isNewest || wasDurable(tail, at))) throw damagedAt(path, at);
  return cutOff(path, { at, wasAcknowledged: !isAwaited || hasUnawaited(tail) });
}

/** A file that a crash kept from being begun; some file systems leave zeros where nothing was written. */
async function isUnfinishedHead(path: string, head: Buffer): Promise<boolean> {
  if ((await stat(path)).size > head.length) return false;
  const file = await readTail(path, 0);
  return !file.equals(head) && file.every((byte, at) => byte === 0 || byte === head[at]);
}

async function readTail(path: string, from: number): Promise<Buffer> {
  const pieces = await FilePieces.open(path, { from });
  try {
    return (await pieces.peek(pieces.left)) ?? Buffer.alloc(0);
  } finally {
    await pieces.close();
  }
}

async function cutOff(
  path: string,
  { at, wasAcknowledged }: { readonly at: number; readonly wasAcknowledged: boolean },
): Promise<Recovered> {
  const cutBytes = (await stat(path)).size - at;
  if (cutBytes > 0) await truncate(path, at);
  return { length: at, cutBytes, wasAcknowledged };
}

function replay(
  { path, apply }: FileToRecover,
  { at, batch }: { readonly at: number; readonly batch: LoggedBatch },
): void {
  try {
    for (const { record, position } of batch.records) apply(record, position);
  } catch (cause) {
    const what = 'is whole but cannot be read: a newer version of Whorl may have written it';
    throw new LogDamage(`${path}: the batch at byte ${at} ${what}. ${cure}`, { cause });
  }
}

const endsEarly = (path: string, at: number): LogDamage =>
  new LogDamage(`${path} ends at byte ${at}, and an image beside it knows of later calls. ${cure}`);
