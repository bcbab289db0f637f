/** Files and folders that are whole or not there, and that outlive a crash once they are written. */
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Files to write into one folder, by name. */
export type FolderContent = Readonly<Record<string, string | Uint8Array>>;

/** Who may read a file: its owner alone, or everybody. */
export type FileAccess = 'private' | 'public';

const accessModes = { private: 0o600, public: 0o644 } as const satisfies Record<FileAccess, number>;

/**
 * Writes one file. When this returns, the content outlives a crash of the machine; a crash before leaves
 * the old content whole. It is written beside the file and renamed.
 *
 * @throws the system's error; what was there before is then unchanged
 * @example
 * await writeDurably('/srv/whorl/whorl.json', '{"formatVersion":2}\n');
 */
export async function writeDurably(
  path: string,
  content: string | Uint8Array,
  access: FileAccess = 'private',
): Promise<void> {
  await putInPlace(path, (next) => writeSynced(next, { content, mode: accessModes[access] }));
}

/**
 * Writes a folder whole: it is there with all its files, or not at all. One that was there before is
 * replaced. What holds a secret, by how its name ends, is readable by the owner alone.
 */
export async function writeFolder(path: string, content: FolderContent): Promise<void> {
  await putInPlace(path, async (next) => {
    await mkdir(next, { recursive: true, mode: 0o700 });
    for (const [name, data] of Object.entries(content))
      await writeSynced(join(next, name), { content: data, mode: accessModes[accessOf(name)] });
    await syncFolder(next);
    await rm(path, { recursive: true, force: true });
  });
}

const secretEndings = ['.key', '.p12', '.pass', 'response-key.pem'];

const accessOf = (name: string): FileAccess =>
  secretEndings.some((ending) => name.endsWith(ending)) ? 'private' : 'public';

/** What is copied from one folder into another. */
export interface FolderCopy {
  readonly from: string;
  /** Must not be there yet. */
  readonly to: string;
  /** Whether to copy what lies at a path, relative to `from`; asked for folders too. */
  readonly includes: (path: string) => boolean;
}

/** Copies a folder, with its modes: the copy is there whole, or not at all. */
export async function copyFolder({ from, to, includes }: FolderCopy): Promise<void> {
  await putInPlace(to, (next) => copyEntries({ from, to: next, includes }, ''));
}

async function copyEntries(copy: FolderCopy, path: string): Promise<void> {
  const to = join(copy.to, path);
  await mkdir(to, { mode: 0o700 });
  for (const name of await readdir(join(copy.from, path))) {
    const inner = join(path, name);
    if (copy.includes(inner)) await copyEntry(copy, inner);
  }
  await syncFolder(to);
}

/** Sockets and their like are left out. */
async function copyEntry(copy: FolderCopy, path: string): Promise<void> {
  const from = join(copy.from, path);
  const found = await stat(from);
  if (found.isDirectory()) await copyEntries(copy, path);
  else if (found.isFile())
    await writeSynced(join(copy.to, path), {
      content: await readFile(from),
      mode: found.mode & 0o777,
    });
}

/** Has something made under another name, then renames it. What a crash left of an earlier try goes. */
export async function putInPlace(
  path: string,
  make: (next: string) => Promise<void>,
): Promise<void> {
  const next = `${path}.next`;
  await rm(next, { recursive: true, force: true });
  try {
    await make(next);
    await rename(next, path);
  } catch (error) {
    // A full disk is not kept full by what could not be finished.
    await rm(next, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(path));
}

interface NewFile {
  readonly content: string | Uint8Array;
  readonly mode: number;
}

async function writeSynced(path: string, { content, mode }: NewFile): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the names in a folder outlive a crash. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** A file's text, or nothing where there is no such file. @throws the system's error for all else */
export const readIfThere = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
