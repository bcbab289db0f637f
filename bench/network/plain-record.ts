/**
 * A record as other stores keep it, 64 bytes: first seen, last seen, how often, and a count for each of the last
 * eleven days. Less than the network keeps, so that nobody is given more to do than it does.
 */
import { type Event, elementsOfCall, idBytes } from './event.ts';

export const recordBytes = 64;

/** Days that a count is kept of. */
export const daysKept = 11;

/** Where total and counts begin. */
export const totalAt = 16;
export const countsAt = 20;

/** Which of the counts a purchase of this instant adds to. */
export const daySlot = (atMs: number): number => Math.floor(atMs / 86_400_000) % daysKept;

/** Adds a sighting: to a record of before, or to none. The record of before stays as it is. */
export function countOnce(before: Buffer | undefined, atMs: number): Buffer {
  const record = Buffer.alloc(recordBytes);
  if (before === undefined) record.writeDoubleLE(atMs, 0);
  else before.copy(record, 0, 0, recordBytes);
  record.writeDoubleLE(atMs, 8);
  record.writeUInt32LE(record.readUInt32LE(totalAt) + 1, totalAt);
  const at = countsAt + 4 * daySlot(atMs);
  record.writeUInt32LE(record.readUInt32LE(at) + 1, at);
  return record;
}

const keyBytes = 1 + idBytes;

/** The keys of a call's records, 17 bytes each: a kind, and 16 bytes of one element or of two. */
export function keysOf({ kinds, ids, links }: Event): readonly Buffer[] {
  const elements = Array.from(kinds, (kind, at) => {
    const key = Buffer.allocUnsafe(keyBytes);
    key[0] = kind;
    ids.copy(key, 1, at * idBytes, (at + 1) * idBytes);
    return key;
  });
  return [...elements, ...links.map(([kind, from, to]) => linkKey(ids, [kind, from, to]))];
}

function linkKey(ids: Buffer, [kind, from, to]: readonly [number, number, number]): Buffer {
  const key = Buffer.allocUnsafe(keyBytes);
  key[0] = elementsOfCall.length + kind;
  for (let word = 0; word < idBytes; word += 4) {
    const one = ids.readUInt32LE(from * idBytes + word);
    const other = ids.readUInt32LE(to * idBytes + word);
    key.writeUInt32LE((one ^ Math.imul(other, 0x9e3779b1)) >>> 0, 1 + word);
  }
  return key;
}
