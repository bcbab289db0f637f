/** What a backup says of itself: docs/log-format.md, "A backup". */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KeepingRefused } from '../../keeping.ts';
import type { KeepingGround } from './ground.ts';
import { readStorageKey, type WrittenKey } from './storage-key-file.ts';

/** A file of a backup. */
export interface BackupFile {
  readonly name: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/** What a backup is of. */
export interface Manifest {
  readonly backupFormat: number;
  readonly environment: string;
  /** The instant that it is of. */
  readonly atMs: number;
  /** Whose storage key it holds. */
  readonly generation: number;
  /** How many erasures had been done. */
  readonly erasures: number;
  readonly files: readonly BackupFile[];
}

export const backupFormat = 1;

export const manifestName = 'manifest.json';
export const macName = 'manifest.mac';

export const printManifest = (manifest: Manifest): string =>
  `${JSON.stringify(manifest, undefined, 2)}\n`;

/** What only the owner of the storage key can have written. Hex. */
export const macOf = (manifest: string, secret: Uint8Array): string =>
  createHmac('sha256', secret).update(`whorl backup\n${manifest}`).digest('hex');

/** A backup that tells what it is of. */
export interface ReadBackup {
  readonly manifest: Manifest;
  readonly key: WrittenKey;
}

/**
 * Reads what a backup tells of itself; its files are yet to be looked at.
 *
 * @throws KeepingRefused for a folder that is no backup, or not one of this environment
 */
export async function readBackup(
  folder: string,
  ground: Pick<KeepingGround, 'keyring' | 'environment'>,
): Promise<ReadBackup> {
  const text = await readFile(join(folder, manifestName), 'utf8').catch((cause) => {
    throw refused(`${folder} is no backup that is whole: ${manifestName} cannot be read.`, cause);
  });
  const manifest = parse(text, folder);
  const { environment, generation } = manifest;
  if (environment !== ground.environment)
    throw refused(`${folder} is a backup of ${environment}, not of ${ground.environment}.`);
  const key = await readStorageKey(ground, { folder, number: generation }).catch((cause) => {
    throw refused(
      `The storage key of ${folder} cannot be opened: the backup is of another data folder or is damaged, or the master key was rotated since. Take a backup of this data folder that is newer than the rotation, or the whole folder from a copy.`,
      cause,
    );
  });
  const mac = await readFile(join(folder, macName), 'utf8').catch(() => '');
  const [found, expected] = [Buffer.from(mac.trim()), Buffer.from(macOf(text, key.secret))];
  if (found.length === expected.length && timingSafeEqual(found, expected))
    return { manifest, key };
  throw refused(`${join(folder, manifestName)} is damaged or was changed. Take another backup.`);
}

function parse(text: string, folder: string): Manifest {
  const manifest = parseJson(text) as Manifest | undefined;
  const format = manifest?.backupFormat;
  if (manifest === undefined || !Number.isSafeInteger(format))
    throw refused(`${join(folder, manifestName)} is damaged. Take another backup.`);
  if (format === backupFormat) return manifest;
  throw refused(`${folder} was written by a newer version of Whorl; restore it with that version.`);
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

const refused = (sentence: string, cause?: unknown): KeepingRefused =>
  new KeepingRefused(`${sentence} Nothing was changed.`, { cause });
