import { readFile, truncate } from 'node:fs/promises';
import { isFollowed, readBatch } from './batch.ts';
import { checkHead, cure, fileHead, LogDamage } from './log-files.ts';

/** A log file to replay. */
interface LogFile {
  readonly path: string;
  readonly isNewest: boolean;
  /** Batches before this byte are checked, and not replayed: an image holds them. */
  readonly from: number;
  /** Takes each record in order; whatever it throws is damage. */
  apply(record: Buffer): void;
}

/** What a file was found to hold. */
export interface Recovered {
  /** Of what is whole; 0 when not even its beginning is. */
  readonly length: number;
  /** Bytes cut off its end: a batch that a crash left unfinished, never acknowledged. */
  readonly cutBytes: number;
}

/**
 * Replays one log file. Only the newest may end in an unfinished batch, which is cut off; anything else
 * that is unreadable is damage to what was acknowledged, and refuses.
 *
 * @throws LogDamage
 */
export async function recoverFile(log: LogFile): Promise<Recovered> {
  const { path, isNewest, from } = log;
  const file = await readFile(path);
  if (isNewest && from === 0 && isUnfinishedHead(file)) return cutOff(path, file, 0);
  checkHead(path, file);
  let at = fileHead.length;
  for (let batch = readBatch(file, at); batch !== undefined; batch = readBatch(file, at)) {
    if (at >= from) replay(log, at, batch.records);
    at = batch.end;
  }
  if (at < file.length && (!isNewest || isFollowed(file, at))) throw damaged(path, at);
  if (at < from) throw endsEarly(path, at);
  return cutOff(path, file, at);
}

/** A file that a crash kept from being begun; some file systems leave zeros where nothing was written. */
const isUnfinishedHead = (file: Buffer): boolean =>
  file.length <= fileHead.length &&
  !file.equals(fileHead) &&
  file.every((byte, at) => byte === 0 || byte === fileHead[at]);

async function cutOff(path: string, file: Buffer, length: number): Promise<Recovered> {
  const cutBytes = file.length - length;
  if (cutBytes > 0) await truncate(path, length);
  return { length, cutBytes };
}

function replay({ path, apply }: LogFile, at: number, records: readonly Buffer[]): void {
  try {
    for (const record of records) apply(record);
  } catch (cause) {
    const what = 'is whole but cannot be read: a newer version of Whorl may have written it';
    throw new LogDamage(`${path}: the batch at byte ${at} ${what}. ${cure}`, { cause });
  }
}

const damaged = (path: string, at: number): LogDamage =>
  new LogDamage(`${path} is damaged at byte ${at}, in calls that had been answered. ${cure}`);

const endsEarly = (path: string, at: number): LogDamage =>
  new LogDamage(
    `${path} is sound up to byte ${at} only, and the image beside it knows of later calls. ${cure}`,
  );
