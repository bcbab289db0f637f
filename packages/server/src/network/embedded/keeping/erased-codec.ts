/** The list of what was erased, byte by byte: docs/log-format.md, "What was erased". */
import { crc32 } from 'node:zlib';
import { idBytes } from '../../change.ts';
import type { StorageKey } from '../../storage-key.ts';
import { fileHeadOf } from '../log-files.ts';

/** Elements that were erased at once, as they are stored. */
export interface Erasure {
  readonly atMs: number;
  /** Code of each one's kind. */
  readonly kinds: Uint8Array;
  readonly ids: Uint8Array;
}

/** That an erasure is done. */
export interface ErasureDone {
  /** Which, counted from 0. */
  readonly done: number;
  /** The log had come to this file by then: a log that has not is an older one. 0 of any log. */
  readonly file: number;
}

/** A line of the list. */
export type ErasedEntry = Erasure | ErasureDone;

const name = Buffer.from('whorera\x01', 'latin1');

/** Its name, a byte for the version, and by what the storage key is known again. */
export const erasedHeadOf = (storageKey: StorageKey): Buffer =>
  Buffer.concat([name, fileHeadOf(storageKey).subarray(name.length)]);

const types = { erasure: 1, done: 2 } as const;

/** Length and checksum. */
const headBytes = 8;

export function encodeEntry(entry: ErasedEntry): Buffer {
  const body = encodeBody(entry);
  const head = Buffer.alloc(headBytes);
  head.writeUInt32BE(body.length, 0);
  head.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([head, body]);
}

function encodeBody(entry: ErasedEntry): Buffer {
  const body = Buffer.alloc(9);
  if ('done' in entry) {
    body.writeUInt8(types.done, 0);
    body.writeUInt32BE(entry.done, 1);
    body.writeUInt32BE(entry.file, 5);
    return body;
  }
  body.writeUInt8(types.erasure, 0);
  body.writeDoubleBE(entry.atMs, 1);
  return Buffer.concat([body, entry.kinds, entry.ids]);
}

/** The entries that are sound, in order, and where they end. */
export interface DecodedEntries {
  readonly entries: readonly ErasedEntry[];
  readonly end: number;
}

/** @param from where in the file the first one begins */
export function decodeEntries(file: Buffer, from: number): DecodedEntries {
  const entries: ErasedEntry[] = [];
  let end = from;
  for (let body = bodyAt(file, end); body !== undefined; body = bodyAt(file, end)) {
    entries.push(decodeBody(body));
    end += headBytes + body.length;
  }
  return { entries, end };
}

/** Whether a sound entry lies behind what is not: then it was no crash that cut the file short. */
export function isFollowed(file: Buffer, at: number): boolean {
  for (let from = at + 1; from + headBytes < file.length; from += 1)
    if (bodyAt(file, from) !== undefined) return true;
  return false;
}

function bodyAt(file: Buffer, at: number): Buffer | undefined {
  if (at + headBytes > file.length) return undefined;
  const end = at + headBytes + file.readUInt32BE(at);
  const body = file.subarray(at + headBytes, end);
  const isSound = end <= file.length && crc32(body) === file.readUInt32BE(at + 4);
  return isSound && body.length > 0 ? body : undefined;
}

/** @throws RangeError for a body of another version */
function decodeBody(body: Buffer): ErasedEntry {
  if (body[0] === types.done) return { done: body.readUInt32BE(1), file: body.readUInt32BE(5) };
  const elements = (body.length - 9) / (1 + idBytes);
  if (body[0] !== types.erasure || !Number.isInteger(elements))
    throw new RangeError('An entry is of no form that this version knows.');
  const kinds = body.subarray(9, 9 + elements);
  return { atMs: body.readDoubleBE(1), kinds, ids: body.subarray(9 + elements) };
}
