import { randomUUID } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What is written, and how. */
export interface FileToWrite {
  readonly path: string;
  readonly content: string | Uint8Array;
  /** Permissions: `0o600` for its owner alone. */
  readonly mode: number;
  /** Whether to replace what is there; otherwise that is an EEXIST. */
  readonly replace: boolean;
}

/**
 * Writes a file whole or not at all: beside its place, then put there in one step. When this returns, it
 * outlives a crash of the machine.
 */
export async function writeDurably({ path, content, mode, replace }: FileToWrite): Promise<void> {
  const next = `${path}.${randomUUID()}.next`;
  try {
    await writeSynced({ path: next, content, mode });
    // A link is never made over a file, a rename always is.
    await (replace ? rename(next, path) : link(next, path));
  } finally {
    await rm(next, { force: true });
  }
  await syncFolder(dirname(path));
}

async function writeSynced({ path, content, mode }: Omit<FileToWrite, 'replace'>): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the new name itself outlive a crash. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
