/** The generation that is the network, opened. */
import { access, rename } from 'node:fs/promises';
import { syncFolder } from '../../../config/durable-file.ts';
import type { Durability } from '../append-log.ts';
import { type EmbeddedNetwork, openEmbeddedNetwork } from '../embedded-network.ts';
import { cure, LogDamage, listLogFiles, logFile } from '../log-files.ts';
import { eraseEverywhere } from './erase-everywhere.ts';
import { ErasedList, erasedFile } from './erased-list.ts';
import {
  generationFolder,
  makeGeneration,
  networkFolder,
  newestGeneration,
  removeFormer,
  removeUnfinished,
} from './generation.ts';
import type { KeepingGround } from './ground.ts';
import { migrateVersion1 } from './migrate-version-1.ts';
import { type GenerationPlace, readStorageKey, type WrittenKey } from './storage-key-file.ts';

/** How the network of an environment is opened. */
export interface OpeningGround extends KeepingGround {
  readonly durability: Durability;
  readonly memoryLimitBytes: number;
  /** See {@link openEmbeddedNetwork}. */
  readonly fileBytes?: number;
  readonly imageBytes?: number;
}

/** A network with what its keeping needs. */
export interface OpenedGeneration {
  readonly network: EmbeddedNetwork;
  readonly place: GenerationPlace;
  readonly key: WrittenKey;
  readonly erased: ErasedList;
}

/**
 * Opens the newest generation, and makes the first. What a crash left is finished: a migration, an erasure, the
 * removal of a former generation.
 *
 * @throws LogDamage, and what the keyring throws
 */
export async function openNewest(ground: OpeningGround): Promise<OpenedGeneration> {
  await migrateVersion1(ground);
  if ((await newestGeneration(ground)) === 0)
    await makeGeneration(ground, 1, async (next) => (await openFolder(ground, next)).close());
  const number = await newestGeneration(ground);
  const folder = generationFolder(ground, number);
  await removeUnfinished(networkFolder(ground));
  await removeUnfinished(folder);
  const key = await readStorageKey(ground, { folder, number });
  const newestFile = await newestLogFile(folder);
  const network = await openFolder(ground, { folder, key });
  try {
    await adoptErased(ground, folder);
    const erased = await ErasedList.open(erasedFile(ground.folder), key.ids);
    erased.reopenBeyond(newestFile);
    const opened = { network, place: { folder, number }, key, erased };
    await finishErasures(opened, ground);
    await removeFormer(ground, number);
    return opened;
  } catch (error) {
    await network.close();
    throw error;
  }
}

/** Calls are served whether they can be finished or not: a full disk passes. */
async function finishErasures(
  opened: OpenedGeneration,
  { folder, report }: KeepingGround,
): Promise<void> {
  try {
    for (const [place, erasure] of opened.erased.pending)
      await eraseEverywhere(opened, { place, erasure });
  } catch (err) {
    const note = `An erasure that a crash had cut short, in ${erasedFile(folder)}, could not be finished: is the disk full? It is tried again at the next start, or when the same is erased again.`;
    report({ event: 'erasure-not-finished', note, err });
  }
}

/** A generation is made with a log: without one it was taken away, and an empty one in its place would hide that. */
async function newestLogFile(folder: string): Promise<number> {
  const newest = (await listLogFiles(folder)).at(-1);
  if (newest !== undefined) return newest;
  throw new LogDamage(`${logFile(folder, 1)} is missing, and all that came after it. ${cure}`);
}

/** The embedded network of a generation, or of one that is yet to be put in its place. */
export const openFolder = (
  { durability, memoryLimitBytes, fileBytes, imageBytes, report }: OpeningGround,
  { folder, key }: { readonly folder: string; readonly key: WrittenKey },
): Promise<EmbeddedNetwork> =>
  openEmbeddedNetwork({
    ...{ folder, storageKey: key.ids, durability, memoryLimitBytes, report },
    ...(fileBytes !== undefined && { fileBytes }),
    ...(imageBytes !== undefined && { imageBytes }),
  });

/** The list that was sealed anew for a generation becomes the environment's: one rename, after that of the generation. */
async function adoptErased({ folder: to }: KeepingGround, folder: string): Promise<void> {
  const from = erasedFile(folder);
  const isThere = await access(from).then(
    () => true,
    () => false,
  );
  if (!isThere) return;
  await rename(from, erasedFile(to));
  await syncFolder(to);
  await syncFolder(folder);
}
