/** A network of version 1 of the log becomes the first generation of this version's; what was there is kept. */
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../../../config/durable-file.ts';
import type { CallRecord } from '../../network.ts';
import { encodeBatch } from '../batch.ts';
import {
  cure,
  type FilePlace,
  fileHeadOf,
  LogDamage,
  listLogFiles,
  logFile,
  placedHead,
} from '../log-files.ts';
import { encodeCall } from '../record/encode.ts';
import { headOfVersion1, readFileOfVersion1 } from '../version-1.ts';
import {
  makeGeneration,
  type NextGeneration,
  networkFolder,
  newestGeneration,
} from './generation.ts';
import type { KeepingGround } from './ground.ts';

const keptName = 'before-version-2';

/**
 * Does nothing where there is nothing of version 1. A crash leaves what was there, or the new generation with some
 * of it still to be moved aside, which the next call does.
 *
 * @throws LogDamage when calls that had been acknowledged cannot be read
 */
export async function migrateVersion1(ground: KeepingGround): Promise<void> {
  const folder = networkFolder(ground);
  const old = await listOld(folder);
  if (old.length === 0) return;
  if ((await newestGeneration(ground)) === 0)
    await makeGeneration(ground, 1, async (next) => {
      const numbers = await listLogFiles(folder);
      if (numbers[0] !== 1) throw damaged(logFile(folder, 1), 'it is missing');
      let previousBytes = 0;
      for (const number of numbers) {
        const isNewest = number === numbers.at(-1);
        const calls = await readCalls(logFile(folder, number), isNewest);
        previousBytes = await writeCalls(next, { number, previousBytes, calls });
      }
    });
  const kept = join(folder, keptName);
  await mkdir(kept, { recursive: true, mode: 0o700 });
  for (const name of old) await rename(join(folder, name), join(kept, name));
  await syncFolder(kept);
  await syncFolder(folder);
  const note = `The identity network is kept in another form now, its identifiers sealed. ${kept} holds it as it was, pseudonyms unsealed: what is erased from now on is not erased there. Delete that folder when calls are answered as before, within a week.`;
  ground.report({ event: 'log-migrated', note });
}

async function listOld(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names.filter((name) => /^(log-\d{6}|image|image\.new)$/.test(name));
}

/** @throws LogDamage */
async function readCalls(path: string, isNewest: boolean): Promise<readonly CallRecord[]> {
  const file = await readFile(path);
  if (isNewest && isUnfinishedHead(file)) return [];
  try {
    const { calls, end } = readFileOfVersion1(file);
    if (end === file.length || (isNewest && !isFollowed(file, end))) return calls;
    throw new RangeError(`it is damaged at byte ${end}`);
  } catch (cause) {
    throw damaged(path, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

const damaged = (path: string, reason: string, cause?: unknown): LogDamage =>
  new LogDamage(`${path} cannot be migrated (${reason}). ${cure}`, { cause });

/** A file that a crash kept from being begun. */
const isUnfinishedHead = (file: Buffer): boolean =>
  file.length <= headOfVersion1.length &&
  !file.equals(headOfVersion1) &&
  file.every((byte, at) => byte === 0 || byte === headOfVersion1[at]);

const markOfVersion1 = Buffer.from([0xf7, 0x62, 0x61, 0xb7]);

/** Of that version: whether something lies behind a batch that is not sound, which a crash cannot have left. */
function isFollowed(file: Buffer, at: number): boolean {
  const isMarked = file.subarray(at, at + markOfVersion1.length).equals(markOfVersion1);
  if (isMarked && at + 12 <= file.length && at + 12 + file.readUInt32BE(at + 4) < file.length)
    return true;
  for (let from = at; ; ) {
    from = file.indexOf(markOfVersion1, from + 1);
    if (from < 0) return false;
    const rest = Buffer.concat([headOfVersion1, file.subarray(from)]);
    if (readFileOfVersion1(rest).end > headOfVersion1.length) return true;
  }
}

/** Records of one batch. */
const batchRecords = 1_000;

/** @returns how long the file is */
async function writeCalls(
  { folder, key }: NextGeneration,
  { calls, ...place }: FilePlace & { readonly calls: readonly CallRecord[] },
): Promise<number> {
  const file = await open(logFile(folder, place.number), 'wx', 0o600);
  try {
    const head = placedHead(fileHeadOf(key.ids), place);
    await file.writeFile(head);
    let offset = head.length;
    for (let from = 0; from < calls.length; from += batchRecords) {
      const slice = calls.slice(from, from + batchRecords);
      const records = slice.map((call) => encodeCall(call, key.ids).record);
      const { bytes } = encodeBatch(records, { isAwaited: true, durableBytes: offset, offset });
      await file.writeFile(bytes);
      offset += bytes.length;
    }
    await file.sync();
    return offset;
  } finally {
    await file.close();
  }
}
