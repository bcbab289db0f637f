/** PKCS#12 files that a stranger puts together; nothing in them was ever encrypted. */
import { encode, encodeInteger, tags } from '../der.ts';

const oid = (hex: string): Buffer => encode(tags.oid, [Buffer.from(hex, 'hex')]);
const sequence = (...parts: readonly Buffer[]): Buffer => encode(tags.sequence, parts);
const octets = (bytes: Buffer): Buffer => encode(tags.octetString, [bytes]);
const tagged = (part: Buffer): Buffer => encode(tags.context0, [part]);

const data = oid('2a864886f70d010701');
const encryptedData = oid('2a864886f70d010706');
const keyBag = oid('2a864886f70d010c0a0101');

/** Schemes of RFC 7292 §C. */
export const schemes = {
  tripleDes: oid('2a864886f70d010c0103'),
  rc2: oid('2a864886f70d010c0106'),
} as const;

/** A file without a MAC. */
export const keyStoreOf = (...safes: readonly Buffer[]): Buffer =>
  sequence(encodeInteger('3'), sequence(data, tagged(octets(sequence(...safes)))));

/** Keys that lie open. @param keys PKCS#8 */
export const openSafe = (...keys: readonly Buffer[]): Buffer =>
  sequence(data, tagged(octets(sequence(...keys.map((key) => sequence(keyBag, tagged(key)))))));

export interface ClosedSafe {
  readonly scheme: Buffer;
  readonly rounds: number;
  readonly bytes: number;
}

/** What no password opens. */
export function closedSafe({ scheme, rounds, bytes }: ClosedSafe): Buffer {
  const salt = octets(Buffer.alloc(8, 's'));
  const algorithm = sequence(scheme, sequence(salt, encodeInteger(rounds.toString(16))));
  const content = sequence(data, algorithm, encode(0x80, [Buffer.alloc(bytes, 7)]));
  return sequence(encryptedData, tagged(sequence(encodeInteger('0'), content)));
}
