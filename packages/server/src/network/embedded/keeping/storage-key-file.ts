/** The storage key of a generation, as it lies beside what it seals: wrapped by the keyring. */
import { join } from 'node:path';
import { readIfThere, writeDurably } from '../../../config/durable-file.ts';
import { createStorageKey, type StorageKey, storageKeyBytes } from '../../storage-key.ts';
import { LogDamage } from '../log-files.ts';
import type { KeepingGround } from './ground.ts';

const fileName = 'storage-key';

export const storageKeyFile = (folder: string): string => join(folder, fileName);

/** Whose it is: of which environment, and of which of its generations. */
export const purposeOf = (environment: string, generation: number): string =>
  `storage-key:${environment}:${generation}`;

/** A generation, and where it is or is being made. */
export interface GenerationPlace {
  readonly folder: string;
  readonly number: number;
}

/** A key that was written: to seal with, and to tell that something is of its owner. */
export interface WrittenKey {
  readonly ids: StorageKey;
  readonly secret: Uint8Array;
}

/** Draws a storage key, and writes it. */
export async function writeNewStorageKey(
  { keyring, environment, random }: KeepingGround,
  { folder, number }: GenerationPlace,
): Promise<WrittenKey> {
  const secret = random(storageKeyBytes);
  const wrapped = keyring.wrap(purposeOf(environment, number), secret);
  await writeDurably(storageKeyFile(folder), `${wrapped}\n`);
  return { ids: createStorageKey(secret), secret };
}

/** @throws LogDamage when it is missing, or the keyring does not open it */
export async function readStorageKey(
  { keyring, environment }: Pick<KeepingGround, 'keyring' | 'environment'>,
  { folder, number }: GenerationPlace,
): Promise<WrittenKey> {
  const wrapped = await readIfThere(storageKeyFile(folder));
  if (wrapped === undefined) throw missing(folder);
  try {
    const secret = keyring.unwrap(purposeOf(environment, number), wrapped.trim());
    return { ids: createStorageKey(secret), secret };
  } catch (cause) {
    throw locked(folder, cause);
  }
}

/** Wraps it under the newest generation of the keyring. @returns whether that was needed */
export async function rewrapStorageKey(
  { keyring, environment }: Pick<KeepingGround, 'keyring' | 'environment'>,
  { folder, number }: GenerationPlace,
): Promise<boolean> {
  const path = storageKeyFile(folder);
  const wrapped = (await readIfThere(path))?.trim();
  if (wrapped === undefined || !keyring.isStale(wrapped)) return false;
  const purpose = purposeOf(environment, number);
  await writeDurably(path, `${keyring.wrap(purpose, keyring.unwrap(purpose, wrapped))}\n`);
  return true;
}

const missing = (folder: string): LogDamage =>
  new LogDamage(
    `${storageKeyFile(folder)} is missing; without it the network beside it cannot be read. Nothing was changed. Restore the folder from a copy.`,
  );

const locked = (folder: string, cause: unknown): LogDamage =>
  new LogDamage(
    `${storageKeyFile(folder)} cannot be opened: it is damaged, or it and keyring.json are not of one time and one data folder. Nothing was changed. Restore both from one copy.`,
    { cause },
  );
