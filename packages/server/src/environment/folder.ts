import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Files to write into one folder, by name. */
export type FolderContent = Readonly<Record<string, string | Uint8Array>>;

/** What holds a secret, by how its name ends: readable by the owner alone. */
const privateEndings = ['.key', '.p12', '.pass', 'response-key.pem'];

const modeOf = (name: string): number =>
  privateEndings.some((ending) => name.endsWith(ending)) ? 0o600 : 0o644;

/**
 * Writes a folder whole: it is there with all its files, or not at all. One that was there before is
 * replaced.
 */
export async function writeFolder(path: string, content: FolderContent): Promise<void> {
  const next = `${path}.next`;
  await rm(next, { recursive: true, force: true });
  await mkdir(next, { recursive: true, mode: 0o700 });
  for (const [name, data] of Object.entries(content))
    await writeSynced(join(next, name), data, modeOf(name));
  await rm(path, { recursive: true, force: true });
  await replace(next, path);
}

/** Writes one file whole: the old content is there, or the new. */
export async function writeFile(path: string, data: string): Promise<void> {
  await writeSynced(`${path}.next`, data, modeOf(path));
  await replace(`${path}.next`, path);
}

async function replace(next: string, path: string): Promise<void> {
  await rename(next, path);
  const folder = await open(dirname(path), 'r');
  await folder.sync();
  await folder.close();
}

async function writeSynced(path: string, data: string | Uint8Array, mode: number): Promise<void> {
  const file = await open(path, 'w', mode);
  await file.writeFile(data);
  await file.sync();
  await file.close();
}

/** A file's text, or nothing where there is no such file. */
export const readIfThere = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
