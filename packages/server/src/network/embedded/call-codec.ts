/**
 * One answered call as bytes: docs/log-format.md. Pseudonyms are raw, the answer is its own text,
 * the rest of the journal entry is JSON.
 */
import type { ElementKind, LinkKind } from '@whorl/engine';
import { endPositions } from '../link-ends.ts';
import type { CallRecord, ElementRef, LinkRef, Pseudonym } from '../network.ts';
import type { CountedCall } from '../table.ts';
import { Reader } from './reader.ts';

/** The codes of kinds, by position. The log remembers them: rows are only ever added at the end. */
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

const idBytes = 16;
const pseudonymBytes = 16;
const headBytes = 8 + idBytes + 1;

/** @throws RangeError for a call that the format cannot hold */
export function encodeCall(call: CallRecord): Buffer {
  const { projectId, model, signals } = call;
  const answer = Buffer.from(call.answer);
  const answerLength = Buffer.alloc(4);
  answerLength.writeUInt32BE(answer.length);
  return Buffer.concat([
    encodeHead(call),
    encodePseudonyms(call.idempotencyKey === undefined ? [] : [call.idempotencyKey]),
    encodeList(call.elements.map(({ kind }) => [codeOf(elementKinds, kind)])),
    encodePseudonyms(call.elements.map(({ pseudonym }) => pseudonym)),
    encodeList(
      call.links.map((link) => [
        codeOf(linkKinds, link.kind),
        ...endPositions(link, call.elements),
      ]),
    ),
    answerLength,
    answer,
    Buffer.from(JSON.stringify({ projectId, model, signals })),
  ]);
}

function encodeHead({ atMs, id, idempotencyKey }: CallRecord): Buffer {
  const head = Buffer.alloc(headBytes);
  head.writeDoubleBE(atMs, 0);
  const written = head.write(id.replaceAll('-', ''), 8, 'hex');
  if (written !== idBytes) throw new RangeError(`A call's id is a UUID; ${id} is none.`);
  head.writeUInt8(idempotencyKey === undefined ? 0 : 1, headBytes - 1);
  return head;
}

/** A count, then the rows. */
function encodeList(rows: readonly (readonly number[])[]): Buffer {
  if (rows.length > 255) throw new RangeError('A call has at most 255 elements and 255 links.');
  return Buffer.of(rows.length, ...rows.flat());
}

function encodePseudonyms(pseudonyms: readonly Pseudonym[]): Buffer {
  const bytes = Buffer.from(pseudonyms.join(''), 'hex');
  if (bytes.length === pseudonyms.length * pseudonymBytes) return bytes;
  throw new RangeError('A pseudonym is 32 hex digits; the call has one that is not.');
}

function codeOf<Kind>(kinds: readonly Kind[], kind: Kind): number {
  const code = kinds.indexOf(kind);
  if (code < 0) throw new RangeError(`The log has no code for ${String(kind)}.`);
  return code;
}

/** Reads a call back. @throws RangeError or SyntaxError for bytes that are none */
export function decodeCall(bytes: Buffer): CallRecord {
  const { journal, ...counted } = decodeParts(bytes);
  return { ...counted, ...JSON.parse(journal.toString()) };
}

/** Reads back what the table takes of a call. @throws RangeError for bytes that are none */
export function decodeCounted(bytes: Buffer): CountedCall {
  const { journal, ...counted } = decodeParts(bytes);
  return { ...counted, projectId: projectIdOf(journal) };
}

/** The journal entry's first member: replaying a log need not parse the rest. @throws RangeError */
function projectIdOf(journal: Buffer): string {
  const begin = '{"projectId":"';
  const end = journal.indexOf('"', begin.length);
  if (end < 0 || journal.toString('latin1', 0, begin.length) !== begin)
    throw new RangeError('The record names no project.');
  return journal.toString('utf8', begin.length, end);
}

type Parts = Omit<CountedCall, 'projectId'> & { readonly journal: Buffer };

function decodeParts(bytes: Buffer): Parts {
  const reader = new Reader(bytes);
  const atMs = reader.take(8).readDoubleBE();
  const id = toUuid(reader.take(idBytes).toString('hex'));
  const keys = decodePseudonyms(reader, reader.byte());
  const elements = decodeElements(reader);
  const links = decodeLinks(reader, elements);
  const answer = reader.take(reader.take(4).readUInt32BE()).toString();
  const named = keys[0] !== undefined && { idempotencyKey: keys[0] };
  return { id, atMs, elements, links, answer, ...named, journal: reader.rest() };
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
  const bytes = reader.take(count * pseudonymBytes);
  return Array.from({ length: count }, (_, index) => {
    const start = index * pseudonymBytes;
    return bytes.toString('hex', start, start + pseudonymBytes) as Pseudonym;
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
