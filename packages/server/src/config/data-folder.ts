import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { writeDurably } from './durable-file.ts';

/** A data folder that cannot be used now. The message says which, why, and what to do. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
}

/** A data folder, held by this process. */
export interface DataFolder {
  /** Absolute. */
  readonly path: string;
  /** 32 bytes that wrap every other secret of the folder. */
  readonly masterKey: Buffer;
  /** Lets others have it; once is enough. */
  release(): void;
}

const formatVersion = 1;
const masterKeyBytes = 32;

/**
 * Opens a data folder, making it where there is none, and holds it: one process at a time.
 *
 * @throws DataFolderError when another process holds it, when a newer Whorl wrote it, when its master key
 * is gone, or when it cannot be made or read
 * @example
 * const folder = await openDataFolder('.whorl');
 * try {
 *   console.log(folder.path);
 * } finally {
 *   folder.release();
 * }
 */
export async function openDataFolder(folder: string): Promise<DataFolder> {
  const path = resolve(folder);
  await makeFolder(path);
  const release = await lock(path);
  try {
    await writeFile(join(path, 'owner'), `${process.pid}\n`);
    const isNew = await checkFormat(path);
    const masterKey = await openMasterKey(path, isNew);
    if (isNew) await writeFormat(path);
    return { path, masterKey, release };
  } catch (error) {
    release();
    throw error;
  }
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw unusable(path, 'be made a folder', cause);
  }
}

/**
 * The lock is the operating system's, on a database file: it is gone when its process is, however that
 * ended. A file with a process id would have to be judged.
 */
async function lock(path: string): Promise<() => void> {
  let held: DatabaseSync | undefined = await holdDatabase(path);
  return () => {
    held?.close();
    held = undefined;
  };
}

async function holdDatabase(path: string): Promise<DatabaseSync> {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(join(path, 'lock'));
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return database;
  } catch (cause) {
    database?.close();
    throw isBusy(cause) ? await inUse(path, cause) : unlockable(path, cause);
  }
}

/** SQLITE_BUSY, in the low byte of what may be an extended code (https://sqlite.org/rescode.html). */
const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5;

async function inUse(path: string, cause: unknown): Promise<DataFolderError> {
  const owner = await readFile(join(path, 'owner'), 'utf8').catch(() => 'unknown');
  const cure = 'Stop it first, or give another folder with --data.';
  return new DataFolderError(`${path} is in use by process ${owner.trim()}. ${cure}`, { cause });
}

function unlockable(path: string, cause: unknown): DataFolderError {
  const file = join(path, 'lock');
  const reason = cause instanceof Error ? cause.message : String(cause);
  const cure = 'Make the folder writable, or delete that file: it holds nothing.';
  return new DataFolderError(`${file} cannot be locked (${reason}). ${cure}`, { cause });
}

/** Whether the folder is new. @throws DataFolderError for one of a newer Whorl */
async function checkFormat(path: string): Promise<boolean> {
  const file = join(path, 'whorl.json');
  const text = await readIfThere(file);
  if (text === undefined) return true;
  const found = /"formatVersion":\s*(\d+)/.exec(text)?.[1];
  if (Number(found) === formatVersion) return false;
  if (Number(found) > formatVersion)
    throw new DataFolderError(
      `${path} was written by a newer version of Whorl; start that version.`,
    );
  throw new DataFolderError(
    `${file} is damaged: it names no formatVersion. Restore it from a copy.`,
  );
}

const writeFormat = (path: string): Promise<void> =>
  writeDurably(join(path, 'whorl.json'), `${JSON.stringify({ formatVersion })}\n`);

async function openMasterKey(path: string, isNew: boolean): Promise<Buffer> {
  const file = join(path, 'master.key');
  const text = await readIfThere(file);
  if (text === undefined && isNew) return createMasterKey(file);
  const key = Buffer.from((text ?? '').trim(), 'base64url');
  if (key.length === masterKeyBytes) return key;
  const cure = 'Put it back: without it no key in this folder can be opened.';
  throw new DataFolderError(`${file} is missing or damaged. ${cure}`);
}

async function createMasterKey(file: string): Promise<Buffer> {
  const key = randomBytes(masterKeyBytes);
  await writeDurably(file, `${key.toString('base64url')}\n`);
  return key;
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw unusable(file, 'be read', cause);
  }
}

function unusable(path: string, verb: string, cause: unknown): DataFolderError {
  const cure = 'See to its owner and mode, or give another folder with --data.';
  return new DataFolderError(`${path} cannot ${verb} (${codeOf(cause)}). ${cure}`, { cause });
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;
