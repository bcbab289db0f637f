import { closeSync, fsyncSync, openSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { IdForm } from '../stored-form.ts';

const name = Buffer.from('whorlog');
const formatVersion = 2;

/** What is sealed to tell one storage key from another: no pseudonym, being a hash, is this. */
const keyCheck = Buffer.from('whorl key check!');

const markBytes = 16;

/** Of all that comes before the first batch of a file: what all begin with, its place, a checksum. */
export const fileHeadBytes = 28;

/** A file's place in its log: files that change places, or lose their end, are noticed. */
export interface FilePlace {
  readonly number: number;
  /** How long the file before it was when it was begun; 0 of the first. */
  readonly previousBytes: number;
}

/** The head of one file. @param mark what every file of the log starts with */
export function placedHead(mark: Buffer, { number, previousBytes }: FilePlace): Buffer {
  const head = Buffer.alloc(fileHeadBytes);
  head.set(mark);
  head.writeUInt32BE(number, markBytes);
  head.writeUInt32BE(previousBytes, markBytes + 4);
  head.writeUInt32BE(crc32(head.subarray(0, markBytes + 8)), markBytes + 8);
  return head;
}

/**
 * What every log file starts with: its name, a byte for the version of the format, and 8 bytes by which the
 * storage key is known again that its identifiers are sealed under.
 */
export const fileHeadOf = (ids: IdForm): Buffer =>
  Buffer.concat([name, Buffer.of(formatVersion), ids.seal(keyCheck).subarray(0, 8)]);

/** A place in the log, between two batches. */
export interface LogPosition {
  /** Number of the file, counted from 1. */
  readonly number: number;
  /** Bytes of it that lie before. */
  readonly length: number;
}

/** Where a record lies. It stays there for as long as the log does. */
export interface RecordPosition {
  /** Number of the file. */
  readonly number: number;
  /** Where its bytes begin in that file. */
  readonly offset: number;
  /** How many they are. */
  readonly length: number;
}

/** A log that cannot be used as it is. The message says which file, where, and what to do. */
export class LogDamage extends Error {
  override readonly name = 'LogDamage';
}

/**
 * @param head the first bytes of a file
 * @param mark what they should begin with
 * @throws LogDamage for a file of another version, of another key, of another name, or none of ours
 */
export function checkHead(path: string, head: Buffer, mark: Buffer): FilePlace {
  const version = head[name.length] ?? 0;
  if (!head.subarray(0, name.length).equals(name) || version === 0)
    throw new LogDamage(`${path} is not a log of Whorl, or its beginning is damaged. ${cure}`);
  if (version > formatVersion)
    throw new LogDamage(`${path} was written by a newer version of Whorl; start that version.`);
  if (version < formatVersion)
    throw new LogDamage(
      `${path} was written by an earlier version of Whorl, and must be migrated before it is opened.`,
    );
  if (!head.subarray(0, markBytes).equals(mark))
    throw new LogDamage(
      `${path} is of another storage key, or its beginning is damaged. Nothing was changed. Put the storage key back that belongs to this folder, or restore the folder from a copy.`,
    );
  return checkPlace(path, head);
}

function checkPlace(path: string, head: Buffer): FilePlace {
  const isWhole = head.length === fileHeadBytes;
  const number = isWhole ? head.readUInt32BE(markBytes) : 0;
  const previousBytes = isWhole ? head.readUInt32BE(markBytes + 4) : 0;
  const place = { number, previousBytes };
  if (!isWhole || !placedHead(head.subarray(0, markBytes), place).equals(head))
    throw new LogDamage(`${path} is damaged in its beginning. ${cure}`);
  if (basename(path) === basename(logFile('', number))) return place;
  throw new LogDamage(`${path} is file ${number} of a log, under another name. ${cure}`);
}

/** What an operator can do about damage. */
export const cure =
  'Nothing was changed. Restore the folder from a copy, or move it away to start without this history.';

const pattern = /^log-(\d{6})$/;

/**
 * The numbers of a log's files, oldest first. The first may be more than 1: old ones may have been pruned.
 *
 * @throws LogDamage when one between them is missing
 */
export async function listLogFiles(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  const numbers = names.flatMap((file) => pattern.exec(file)?.[1] ?? []).map(Number);
  numbers.sort(byNumber);
  const [first = 1] = numbers;
  const missing = numbers.findIndex((number, index) => number !== first + index);
  if (missing < 0) return numbers;
  const path = logFile(folder, first + missing);
  throw new LogDamage(`${path} is missing, and there are later files. Restore it from a copy.`);
}

const byNumber = (one: number, other: number): number => one - other;

/** The path of a log file. */
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
