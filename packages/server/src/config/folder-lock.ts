import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DataFolderError, unusable } from './data-folder-error.ts';

/**
 * Holds a data folder, one process at a time, and notes who does. The lock is the operating system's, on a
 * database file: it is gone when its process is, however that ended. A file with a process id would have to
 * be judged.
 *
 * @returns what lets go of it; once is enough
 * @throws DataFolderError when another process holds it, or when it cannot be written
 */
export async function lockFolder(path: string): Promise<() => void> {
  let held: DatabaseSync | undefined = await holdDatabase(path);
  const release = () => {
    held?.close();
    held = undefined;
  };
  const owner = join(path, 'owner');
  try {
    await writeFile(owner, `${process.pid}\n`);
    return release;
  } catch (cause) {
    release();
    throw unusable(owner, 'written', cause);
  }
}

const lockName = 'lock';

/**
 * Whether a file of a data folder belongs to its lock. Nobody else in this process may open it: closing a file
 * gives up every lock that the process has on it (fcntl(2)), and with it the data folder.
 */
export const isLockFile = (name: string): boolean =>
  name === lockName || name.startsWith(`${lockName}-`);

async function holdDatabase(path: string): Promise<DatabaseSync> {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(join(path, lockName));
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return database;
  } catch (cause) {
    database?.close();
    throw isCode(cause, 'busy') ? await inUse(path, cause) : unlockable(path, cause);
  }
}

/** What SQLite says, in the low byte of what may be an extended code (https://sqlite.org/rescode.html). */
const codes = { busy: 5, full: 13 } as const;

const isCode = (error: unknown, code: keyof typeof codes): boolean =>
  error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === codes[code];

async function inUse(path: string, cause: unknown): Promise<DataFolderError> {
  const owner = await readFile(join(path, 'owner'), 'utf8').catch(() => 'unknown');
  const cure = 'Stop it first, or give another folder with --data.';
  return new DataFolderError(`${path} is in use by process ${owner.trim()}. ${cure}`, { cause });
}

function unlockable(path: string, cause: unknown): DataFolderError {
  const file = join(path, lockName);
  const reason = cause instanceof Error ? cause.message : String(cause);
  const cure = isCode(cause, 'full')
    ? 'Make room on the disk.'
    : 'Make the folder writable, or delete that file: it holds nothing.';
  return new DataFolderError(`${file} cannot be locked (${reason}). ${cure}`, { cause });
}
