import { mkdir, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { DataFolderError, unusable } from './data-folder-error.ts';
import { copyFolder, readIfThere, writeDurably } from './durable-file.ts';
import { lockFolder } from './folder-lock.ts';
import { firstStore, masterKeyStores } from './stores.ts';

export { DataFolderError } from './data-folder-error.ts';

/** A data folder, held by this process. */
export interface DataFolder {
  /** Absolute. */
  readonly path: string;
  /**
   * The format that its files are still in, when it is not today's. They are to be brought over before
   * anything else is done, and {@link DataFolder.finishMigration} called then; a start after a crash finds
   * them in the old format again, brought over in part.
   */
  readonly migrateFrom?: 1;
  /** Notes that everything is in today's format. */
  finishMigration(): Promise<void>;
  /** Lets others have it; once is enough. */
  release(): void;
}

const formatVersion = 2;

/**
 * Opens a data folder, making it where there is none, and holds it: one process at a time. Of a folder of the
 * first format a copy is kept in `before-format-2/`, without the logs of the networks, which stay as they are.
 *
 * @throws DataFolderError when another process holds it, when a newer Whorl wrote it, when it is damaged,
 * or when it cannot be made, read or written
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
  const release = await lockFolder(path);
  try {
    const found = await readFormat(path);
    if (found === undefined) await writeFormat(path);
    const isOld = found === 1;
    if (isOld) await keepCopy(path);
    return {
      path,
      ...(isOld && { migrateFrom: 1 }),
      finishMigration: () => writeFormat(path),
      release,
    };
  } catch (error) {
    release();
    throw error;
  }
}

/**
 * Makes a folder and those it lies in. The platform's own way does not end where a folder is there and
 * nothing can be made in it, as in /proc.
 */
async function makeFolder(path: string): Promise<void> {
  const first = await failureOf(mkdir(path, { mode: 0o700 }));
  if (first === undefined) return;
  if (first.code === 'EEXIST' && (await isFolder(path))) return;
  if (first.code !== 'ENOENT' || dirname(path) === path)
    throw unusable(path, 'made a folder', first);
  await makeFolder(dirname(path));
  const second = await failureOf(mkdir(path, { mode: 0o700 }));
  if (second !== undefined) throw unusable(path, 'made a folder', second);
}

const failureOf = (done: Promise<unknown>): Promise<NodeJS.ErrnoException | undefined> =>
  done.then(
    () => undefined,
    (error: NodeJS.ErrnoException) => error,
  );

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** The format of a folder, or nothing for a new one. @throws DataFolderError for one of a newer Whorl */
async function readFormat(path: string): Promise<number | undefined> {
  const file = join(path, 'whorl.json');
  const text = await readIfThere(file).catch((cause) => {
    throw unusable(file, 'read', cause);
  });
  if (text === undefined) return refuseHeadless(path);
  const found = parseFormat(text);
  if (found === undefined)
    throw new DataFolderError(
      `${file} is damaged: it names no formatVersion. Restore it from a copy.`,
    );
  if (found <= formatVersion) return found;
  throw new DataFolderError(`${path} was written by a newer version of Whorl; start that version.`);
}

function parseFormat(text: string): number | undefined {
  try {
    const { formatVersion: found } = JSON.parse(text) ?? {};
    return Number.isSafeInteger(found) && found >= 1 ? found : undefined;
  } catch {
    return undefined;
  }
}

/** A folder without a format is a new one, unless it holds what only an old one can. */
async function refuseHeadless(path: string): Promise<undefined> {
  const store = await firstStore(path, masterKeyStores);
  if (store === undefined) return undefined;
  throw new DataFolderError(
    `${join(path, 'whorl.json')} is missing, and ${store} is there. Restore it from a copy.`,
  );
}

async function writeFormat(path: string): Promise<void> {
  const file = join(path, 'whorl.json');
  await writeDurably(file, `${JSON.stringify({ formatVersion })}\n`).catch((cause) => {
    throw unusable(file, 'written', cause);
  });
}

/** What the first format consisted of, but for its log. */
const firstFormat: readonly string[] = [
  'whorl.json',
  'master.key',
  'settings.json',
  'demo',
  'sandbox',
];
const log = join('sandbox', 'network');

/** One that is there was made before anything was changed: it stays as it is. */
async function keepCopy(path: string): Promise<void> {
  const to = join(path, 'before-format-2');
  if (await isFolder(to)) return;
  const includes = (name: string) => firstFormat.includes(name.split(sep)[0] ?? '') && name !== log;
  await copyFolder({ from: path, to, includes }).catch((cause) => {
    throw unusable(to, 'made', cause);
  });
}
