/** Parts of an image as bytes: docs/log-format.md, "An image". */
import { crc32 } from 'node:zlib';
import type { ImagePart } from '../../table/table.ts';

/** Checksum, how many bytes it has, its place, how long its name is. */
export const partHeadBytes = 13;

/** @param room what the part is put into where it fits; a new buffer else */
export function encodePart({ name, index, bytes }: ImagePart, room = Buffer.alloc(0)): Buffer {
  const start = partHeadBytes + name.length;
  const length = start + bytes.length;
  const part = length <= room.length ? room.subarray(0, length) : Buffer.allocUnsafe(length);
  part.writeUInt32BE(bytes.length, 4);
  part.writeUInt32BE(index, 8);
  part.writeUInt8(name.length, 12);
  part.write(name, partHeadBytes, 'latin1');
  part.set(bytes, start);
  part.writeUInt32BE(crc32(part.subarray(4)), 0);
  return part;
}

/** How long the part is that these bytes begin. */
export const partLength = (head: Buffer): number =>
  partHeadBytes + head.readUInt8(12) + head.readUInt32BE(4);

/** The part that these bytes are; `undefined` when they are damaged. */
export function decodePart(part: Buffer): ImagePart | undefined {
  if (crc32(part.subarray(4)) !== part.readUInt32BE(0)) return undefined;
  const start = partHeadBytes + part.readUInt8(12);
  return {
    name: part.toString('latin1', partHeadBytes, start),
    index: part.readUInt32BE(8),
    bytes: part.subarray(start),
  };
}
