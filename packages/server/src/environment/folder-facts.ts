import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { isLockFile } from '../config/folder-lock.ts';
import { type MasterKey, parseKey } from '../config/master-key.ts';

/** How well a data folder keeps apart what it should. */
export interface FolderFacts {
  /** Permissions of the data folder, as in `0o700`. */
  readonly mode: number;
  /** Files in the data folder in which the master key lies, by their absolute paths. */
  readonly masterKeyFiles: readonly string[];
}

/**
 * Looks whether the master key lies in the data folder: by its own path, links followed, and as a copy in the
 * folder itself or in what an upgrade kept.
 *
 * @throws the system's error for a folder that cannot be read
 */
export async function readFolderFacts(
  dataDir: string,
  { key, path }: Pick<MasterKey, 'key' | 'path'>,
): Promise<FolderFacts> {
  const own = path !== undefined && (await liesIn(dataDir, path)) ? [path] : [];
  const copies = await Promise.all(
    [dataDir, join(dataDir, 'before-format-2')].map((folder) => copiesIn(folder, key)),
  );
  const { mode } = await stat(dataDir);
  return { mode: mode & 0o777, masterKeyFiles: [...new Set([...own, ...copies.flat()])] };
}

async function liesIn(folder: string, path: string): Promise<boolean> {
  // A medium that was taken away after the start is not in the folder.
  const real = await realpath(path).catch(() => path);
  const from = relative(await realpath(folder), real);
  return from !== '' && from.split(/[\\/]/)[0] !== '..' && !isAbsolute(from);
}

/** Larger files are no keys. */
const maxKeyFileBytes = 1024;

async function copiesIn(folder: string, key: Buffer): Promise<readonly string[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => !isLockFile(name));
  const paths = names.map((name) => join(folder, name));
  const found = await Promise.all(paths.map((path) => holdsKey(path, key)));
  return paths.filter((_, at) => found[at]);
}

async function holdsKey(path: string, key: Buffer): Promise<boolean> {
  const file = await stat(path).catch(() => undefined);
  if (file === undefined || !file.isFile() || file.size > maxKeyFileBytes) return false;
  // What the service itself may not read was not put there by it.
  const text = await readFile(path, 'utf8').catch(() => '');
  return parseKey(text)?.equals(key) ?? false;
}
