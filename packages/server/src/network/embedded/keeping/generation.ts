/**
 * Generations of a network: docs/log-format.md, "Generations". Each is a folder with a storage key of its own;
 * the highest is the network. One is made under another name and renamed, so that it is whole or not there.
 */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { putInPlace, syncFolder } from '../../../config/durable-file.ts';
import type { KeepingGround } from './ground.ts';
import { storageKeyFile, type WrittenKey, writeNewStorageKey } from './storage-key-file.ts';

/** Where an environment keeps its network. */
export const networkFolder = ({ folder }: Pick<KeepingGround, 'folder'>): string =>
  join(folder, 'network');

export const generationFolder = (ground: Pick<KeepingGround, 'folder'>, number: number): string =>
  join(networkFolder(ground), `generation-${number}`);

const pattern = /^generation-([1-9]\d{0,8})$/;

/** The numbers of those that are there, the newest first. */
async function listGenerations(ground: Pick<KeepingGround, 'folder'>): Promise<number[]> {
  const names = await readdir(networkFolder(ground)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const numbers = names.flatMap((name) => pattern.exec(name)?.[1] ?? []).map(Number);
  return numbers.sort((one, other) => other - one);
}

/** The number of the one that is the network; 0 when none was made yet. */
export const newestGeneration = async (ground: Pick<KeepingGround, 'folder'>): Promise<number> =>
  (await listGenerations(ground))[0] ?? 0;

/** A generation that is being made: where, and under which key. */
export interface NextGeneration {
  readonly folder: string;
  readonly key: WrittenKey;
}

/**
 * Makes a generation, with a fresh storage key.
 *
 * @param fill puts the rest into it; what it writes must be synced, the folder itself need not be
 */
export async function makeGeneration(
  ground: KeepingGround,
  number: number,
  fill: (next: NextGeneration) => Promise<void> = async () => undefined,
): Promise<void> {
  await mkdir(networkFolder(ground), { recursive: true, mode: 0o700 });
  await putInPlace(generationFolder(ground, number), async (folder) => {
    await mkdir(folder, { mode: 0o700 });
    await fill({ folder, key: await writeNewStorageKey(ground, { folder, number }) });
    await syncFolder(folder);
  });
}

/** Removes a generation, its key first: without it, what is left of its files names nobody. */
export async function removeGeneration(ground: KeepingGround, number: number): Promise<void> {
  const folder = generationFolder(ground, number);
  await rm(storageKeyFile(folder), { force: true });
  await syncFolder(folder);
  await rm(folder, { recursive: true });
}

/** Removes what is before a generation. */
export async function removeFormer(ground: KeepingGround, number: number): Promise<void> {
  const former = (await listGenerations(ground)).filter((one) => one < number);
  for (const one of former) await removeGeneration(ground, one);
}

/** Removes from a folder what a crash kept from its place. */
export async function removeUnfinished(folder: string): Promise<void> {
  const names = await readdir(folder);
  const unfinished = names.filter((name) => name.endsWith('.next'));
  await Promise.all(unfinished.map((name) => rm(join(folder, name), { recursive: true })));
}
