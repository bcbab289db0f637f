/** What a server sent in a TLS handshake, out of its records (RFC 5246 §6.2.1). */
import { takeVector } from './vectors.ts';

/** One record as it came. */
export interface TlsRecord {
  readonly type: number;
  /** Its five bytes of type, version and length. */
  readonly header: Buffer;
  readonly fragment: Buffer;
}

/** One message of a handshake (RFC 5246 §7.4). */
export interface HandshakeMessage {
  readonly type: number;
  readonly body: Buffer;
}

/** Types of records. */
export const recordTypes = { changeCipherSpec: 20, handshake: 22, applicationData: 23 } as const;

/** Types of handshake messages. */
export const messageTypes = { serverHello: 2, certificate: 11, certificateRequest: 13 } as const;

const typeAndVersionBytes = 3;
const recordHeaderBytes = 5;

/** The records of what was heard, as far as they are whole. */
export function readRecords(heard: Buffer): readonly TlsRecord[] {
  const records: TlsRecord[] = [];
  let rest = heard;
  for (;;) {
    const next = takeVector(rest.subarray(typeAndVersionBytes), 2);
    if (next === undefined) return records;
    const header = rest.subarray(0, recordHeaderBytes);
    records.push({ type: header.readUInt8(0), header, fragment: next.value });
    rest = next.rest;
  }
}

/** The messages in some fragments, which begin and end anywhere in them. */
export function readMessages(fragments: readonly Buffer[]): readonly HandshakeMessage[] {
  const messages: HandshakeMessage[] = [];
  let rest: Buffer = Buffer.concat(fragments);
  for (;;) {
    const next = takeVector(rest.subarray(1), 3);
    if (next === undefined) return messages;
    messages.push({ type: rest.readUInt8(0), body: next.value });
    rest = next.rest;
  }
}

/** The messages that a server sent in clear: with TLS 1.2 all but the last, with TLS 1.3 its ServerHello. */
export function readClearMessages(heard: Buffer): readonly HandshakeMessage[] {
  const records = readRecords(heard);
  const end = records.findIndex(({ type }) => type === recordTypes.changeCipherSpec);
  const clear = end === -1 ? records : records.slice(0, end);
  return readMessages(
    clear.filter(({ type }) => type === recordTypes.handshake).map(({ fragment }) => fragment),
  );
}
