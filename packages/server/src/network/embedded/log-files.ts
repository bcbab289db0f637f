import { closeSync, fsyncSync, openSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

const name = Buffer.from('whorlog');
const formatVersion = 1;

/** What every log file starts with: its name, and one byte for the version of the format. */
export const fileHead = Buffer.concat([name, Buffer.of(formatVersion)]);

/** A place in the log, between two batches. */
export interface LogPosition {
  /** Number of the file, counted from 1. */
  readonly number: number;
  /** Bytes of it that lie before. */
  readonly length: number;
}

/** A log that cannot be used as it is. The message says which file, where, and what to do. */
export class LogDamage extends Error {
  override readonly name = 'LogDamage';
}

/** @throws LogDamage for a file of a newer version, or none of ours */
export function checkHead(path: string, file: Buffer): void {
  const version = file[name.length] ?? 0;
  if (!file.subarray(0, name.length).equals(name) || version === 0)
    throw new LogDamage(`${path} is not a log of Whorl, or its beginning is damaged. ${cure}`);
  if (version > formatVersion)
    throw new LogDamage(`${path} was written by a newer version of Whorl; start that version.`);
}

/** What an operator can do about damage. */
export const cure =
  'Nothing was changed. Restore the folder from a copy, or move it away to start without this history.';

const pattern = /^log-\d{6}$/;

/**
 * The files of a log, oldest first.
 *
 * @throws LogDamage when one between them is missing
 */
export async function listLogFiles(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((file) => pattern.test(file)).sort();
  const paths = names.map((_, index) => logFile(folder, index + 1));
  const missing = paths.find((path, index) => basename(path) !== names[index]);
  if (missing === undefined) return paths;
  throw new LogDamage(`${missing} is missing, and there are later files. Restore it from a copy.`);
}

/** The path of the n-th file, counted from 1. */
export const logFile = (folder: string, number: number): string =>
  join(folder, `log-${String(number).padStart(6, '0')}`);

/** Makes a new or removed name in a folder survive a crash of the machine. */
export function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
