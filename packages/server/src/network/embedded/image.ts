/**
 * The image: what the table held at a position of the log, so that opening replays only what follows. It
 * saves time and nothing else: a missing or unreadable one means that the whole log is replayed.
 */
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Table, TablePiece } from '../table.ts';
import { encodeBatch, readBatch } from './batch.ts';
import { type LogPosition, syncFolder } from './log-files.ts';

/** Its name, and one byte for the version of the format. */
const imageHead = Buffer.from('whorimg\x02', 'latin1');

/** What ends an image: the position that it was made at. */
interface ImageEnd {
  readonly part: 'end';
  readonly position: LogPosition;
}

/** An image that was read whole. */
export interface Image {
  readonly position: LogPosition;
  readonly pieces: readonly TablePiece[];
}

/** The path of a folder's image. */
export const imageFile = (folder: string): string => join(folder, 'image');

/** Writes the image beside the old one and then over it, so that there is always a whole one. */
export function writeImage(folder: string, table: Table, position: LogPosition): void {
  const path = imageFile(folder);
  const descriptor = openSync(`${path}.new`, 'w', 0o600);
  try {
    writeAll(descriptor, imageHead);
    for (const piece of table.pieces()) writeAll(descriptor, encodePiece(piece));
    writeAll(descriptor, encodePiece({ part: 'end', position }));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(`${path}.new`, path);
  syncFolder(folder);
}

const encodePiece = (piece: TablePiece | ImageEnd): Buffer => encodeBatch([serialize(piece)]);

function writeAll(descriptor: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
}

/** @throws Error when there is none, or it is not whole or of another version */
export async function readImage(folder: string): Promise<Image> {
  const file = await readFile(imageFile(folder));
  if (!file.subarray(0, imageHead.length).equals(imageHead))
    throw new Error('It was written by another version of Whorl, or its beginning is damaged.');
  const pieces: TablePiece[] = [];
  for (let at = imageHead.length; ; ) {
    const batch = readBatch(file, at);
    const [record] = batch?.records ?? [];
    if (batch === undefined || record === undefined)
      throw new Error(`It is damaged at byte ${at}.`);
    const piece = deserialize(record) as TablePiece | ImageEnd;
    if (piece.part === 'end') return { position: piece.position, pieces };
    pieces.push(piece);
    at = batch.end;
  }
}
