import { crc32 } from 'node:zlib';
import type { CallKind } from '../journal.ts';

/** Columns that say where in the log a row lies. */
export interface Place {
  readonly file: number;
  readonly offset: number;
  readonly length: number;
  readonly purchase: number;
}

/** A row of the table, but for its checksum. */
export interface Row extends Place {
  readonly seq: number;
  readonly project: number;
  /** See {@link kindCodes}. */
  readonly kind: number;
  readonly atMs: number;
  readonly id: Uint8Array | null;
  readonly reference: Uint8Array | null;
  readonly score: number | null;
}

/** By kind, what the table has for it. */
export const kindCodes = { call: 0, history: 1 } as const satisfies Record<CallKind, number>;

const numbers = new Float64Array(9);
const packed = Buffer.alloc(numbers.byteLength + 33);

/** The CRC-32 of a row: it tells a value that changed where it lay, or a row that an index leads astray. */
export function checksumOf(row: Row): number {
  numbers[0] = row.seq;
  numbers[1] = row.project;
  numbers[2] = row.kind;
  numbers[3] = row.atMs;
  numbers[4] = row.purchase;
  numbers[5] = row.score ?? -1;
  numbers[6] = row.file;
  numbers[7] = row.offset;
  numbers[8] = row.length;
  packed.set(new Uint8Array(numbers.buffer));
  packed.fill(0, numbers.byteLength);
  // A row has one or the other at most.
  const name = row.id ?? row.reference;
  packed[numbers.byteLength] = (row.id ? 1 : 0) + (row.reference ? 2 : 0);
  if (name !== null) packed.set(name, numbers.byteLength + 1);
  return crc32(packed);
}

const idStartBytes = 6;

/** What calls are indexed by. */
export const idStartOf = (id: Uint8Array): number =>
  Buffer.from(id.buffer, id.byteOffset, id.length).readUIntBE(0, idStartBytes);

/** @returns 16 bytes; `undefined` for what is no UUID */
export function idBytesOf(id: string): Uint8Array | undefined {
  return uuid.test(id) ? Buffer.from(id.replaceAll('-', ''), 'hex') : undefined;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const idTextOf = (id: Uint8Array): string =>
  Buffer.from(id.buffer, id.byteOffset, id.length)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
