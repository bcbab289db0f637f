import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

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
  /** Lets others have it. */
  release(): void;
}

const formatVersion = 1;
const masterKeyBytes = 32;

/**
 * Opens a data folder, making it where there is none, and holds it: one process at a time.
 *
 * @throws DataFolderError when another process holds it, when a newer Whorl wrote it, or when its master
 * key is gone
 */
export async function openDataFolder(folder: string): Promise<DataFolder> {
  const path = resolve(folder);
  await mkdir(path, { recursive: true, mode: 0o700 });
  const release = await lock(path);
  try {
    const isNew = await checkFormat(path);
    const masterKey = await openMasterKey(path, isNew);
    if (isNew) await writeFormat(path);
    return { path, masterKey, release };
  } catch (error) {
    release();
    throw error;
  }
}

/**
 * The lock is the operating system's, on a database file: it is gone when its process is, however that
 * ended. A file with a process id would have to be judged.
 */
async function lock(path: string): Promise<() => void> {
  const database = new DatabaseSync(join(path, 'lock'));
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    const owner = await readFile(join(path, 'owner'), 'utf8').catch(() => 'unknown');
    const cure = 'Stop it first, or give another folder with --data.';
    throw new DataFolderError(`${path} is in use by process ${owner.trim()}. ${cure}`, { cause });
  }
  await writeFile(join(path, 'owner'), `${process.pid}\n`);
  return () => database.close();
}

/** Whether the folder is new. @throws DataFolderError for one of a newer Whorl */
async function checkFormat(path: string): Promise<boolean> {
  const file = join(path, 'whorl.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
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
  writeFile(join(path, 'whorl.json'), `${JSON.stringify({ formatVersion })}\n`, { mode: 0o600 });

async function openMasterKey(path: string, isNew: boolean): Promise<Buffer> {
  const file = join(path, 'master.key');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined && isNew) return createMasterKey(file);
  const key = Buffer.from((text ?? '').trim(), 'base64url');
  if (key.length === masterKeyBytes) return key;
  const cure = 'Put it back: without it no key in this folder can be opened.';
  throw new DataFolderError(`${file} is missing or damaged. ${cure}`);
}

async function createMasterKey(file: string): Promise<Buffer> {
  const key = randomBytes(masterKeyBytes);
  await writeFile(file, `${key.toString('base64url')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  return key;
}
