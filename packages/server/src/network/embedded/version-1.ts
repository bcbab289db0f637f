/** Log files as version 1 wrote them, for who migrates them: its pseudonyms were not sealed, and it had no image to keep. */
import { crc32 } from 'node:zlib';
import type { ElementKind, LinkKind } from '@whorl/engine';
import type { CallRecord, ElementRef, LinkRef, Pseudonym } from '../network.ts';
import { Reader } from './reader.ts';

/** What every log file of version 1 starts with. */
export const headOfVersion1 = Buffer.from('whorlog\x01', 'latin1');

/** The codes of kinds, by position, as that version had them. */
const elementKinds: readonly ElementKind[] = [
  'email',
  'phone',
  'address',
  'name',
  'ip',
  'device',
  'card',
  'cardParts',
  'account',
  'merchant',
];
const linkKinds: readonly LinkKind[] = ['card-name', 'billing-shipping'];

const mark = Buffer.from([0xf7, 0x62, 0x61, 0xb7]);
const batchHeadBytes = 12;
const idBytes = 16;

/** What a file holds up to the first batch that is not sound. */
export interface FileOfVersion1 {
  readonly calls: readonly CallRecord[];
  /** Where what is sound ends: the file's length when all of it is. */
  readonly end: number;
}

/** @throws RangeError or SyntaxError for a file of another version, or a record that cannot be read */
export function readFileOfVersion1(file: Buffer): FileOfVersion1 {
  if (!file.subarray(0, headOfVersion1.length).equals(headOfVersion1))
    throw new RangeError('The file is no log of version 1.');
  const calls: CallRecord[] = [];
  let end = headOfVersion1.length;
  for (let body = bodyAt(file, end); body !== undefined; body = bodyAt(file, end)) {
    const records = new Reader(body);
    while (records.left > 0) calls.push(decodeCall(records.take(records.uint32())));
    end += batchHeadBytes + body.length;
  }
  return { calls, end };
}

/** The body of a whole, undamaged batch. */
function bodyAt(file: Buffer, at: number): Buffer | undefined {
  if (at + batchHeadBytes > file.length || mark.compare(file, at, at + 4) !== 0) return undefined;
  const end = at + batchHeadBytes + file.readUInt32BE(at + 4);
  const body = file.subarray(at + batchHeadBytes, end);
  return end <= file.length && crc32(body) === file.readUInt32BE(at + 8) ? body : undefined;
}

function decodeCall(bytes: Buffer): CallRecord {
  const reader = new Reader(bytes);
  const atMs = reader.take(8).readDoubleBE();
  const id = toUuid(reader.take(idBytes).toString('hex'));
  const [idempotencyKey] = decodePseudonyms(reader, reader.byte());
  const elements = decodeElements(reader);
  const links = decodeLinks(reader, elements);
  const answer = reader.take(reader.uint32()).toString();
  const journal: Pick<CallRecord, 'projectId' | 'model' | 'signals'> = JSON.parse(
    reader.rest().toString(),
  );
  return {
    ...{ id, atMs, elements, links, answer },
    ...(idempotencyKey !== undefined && { idempotencyKey }),
    ...journal,
  };
}

function decodeElements(reader: Reader): ElementRef[] {
  const codes = reader.take(reader.byte());
  const pseudonyms = decodePseudonyms(reader, codes.length);
  return pseudonyms.map((pseudonym, index) => ({
    kind: rowOf(elementKinds, codes[index]),
    pseudonym,
  }));
}

function decodePseudonyms(reader: Reader, count: number): Pseudonym[] {
  const bytes = reader.take(count * idBytes);
  return Array.from({ length: count }, (_, index) => {
    const start = index * idBytes;
    return bytes.toString('hex', start, start + idBytes) as Pseudonym;
  });
}

const decodeLinks = (reader: Reader, elements: readonly ElementRef[]): LinkRef[] =>
  Array.from({ length: reader.byte() }, () => ({
    kind: rowOf(linkKinds, reader.byte()),
    from: rowOf(elements, reader.byte()),
    to: rowOf(elements, reader.byte()),
  }));

function rowOf<Row>(rows: readonly Row[], position = -1): Row {
  const row = rows[position];
  if (row === undefined) throw new RangeError(`The record has an unknown code ${position}.`);
  return row;
}

const toUuid = (hex: string): string =>
  hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
