import type { ImagePart } from '../../table/table.ts';
import type { LogPosition } from '../log-files.ts';

/** The name of what ends an image: without it, it is not whole. */
export const endName = 'end';

/** What an image tells of itself at its end. */
export interface ImageEnd {
  /** How many parts are before. */
  readonly parts: number;
  /** Up to there the log is in it. */
  readonly position: LogPosition;
}

export function encodeEnd({ parts, position }: ImageEnd): ImagePart {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32BE(position.number, 0);
  bytes.writeUInt32BE(position.length, 4);
  return { name: endName, index: parts, bytes };
}

/** @throws RangeError for a part that is too short */
export function decodeEnd({ index, bytes }: ImagePart): ImageEnd {
  const at = Buffer.from(bytes);
  return {
    parts: index,
    position: { number: at.readUInt32BE(0), length: at.readUInt32BE(4) },
  };
}
