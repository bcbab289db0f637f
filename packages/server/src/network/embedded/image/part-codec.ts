/** Parts of an image as bytes: docs/log-format.md, "An image". */
import { crc32 } from 'node:zlib';
import type { ImagePart } from '../../table/table.ts';

/** Checksum, how many bytes it has, its place, how long its name is. */
export const partHeadBytes = 13;

export function encodePart({ name, index, bytes }: ImagePart): Buffer {
  const start = partHeadBytes + name.length;
  const part = Buffer.allocUnsafe(start + bytes.length);
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
