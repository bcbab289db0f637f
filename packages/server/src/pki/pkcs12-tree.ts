/** What a PKCS#12 file is read with: ASN.1 (X.690) that strangers wrote, with bounds on the work. */
import {
  type AsnType,
  BmpString,
  Constructed,
  fromBER,
  Integer,
  ObjectIdentifier,
  OctetString,
  Primitive,
} from 'asn1js';

/** It is not what it should be. For the reader of the file alone: nobody else meets it. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** PKCS#12 is flat, each layer a string in the one above: this bounds the work on hostile files. */
const limits = { maxDepth: 20, maxNodes: 10_000, parseEmbedded: false };

/** @throws Unreadable */
export function parseTree(ber: Uint8Array): AsnType {
  const { offset, result } = fromBER(ber, limits);
  if (offset === -1) throw new Unreadable();
  return result;
}

/** The values in a sequence, in a set or under a tag. @throws Unreadable */
export function partsOf(node: AsnType | undefined): readonly AsnType[] {
  if (node instanceof Constructed) return node.valueBlock.value as readonly AsnType[];
  throw new Unreadable();
}

/** @throws Unreadable */
export function oidOf(node: AsnType | undefined): string {
  if (node instanceof ObjectIdentifier) return node.getValue();
  throw new Unreadable();
}

/** @throws Unreadable where it is none, or not of 0 to 2^32 - 1 */
export function numberOf(node: AsnType | undefined): number {
  if (!(node instanceof Integer)) throw new Unreadable();
  const value = Number(`0x${Buffer.from(node.valueBlock.valueHexView).toString('hex') || 'x'}`);
  if (Number.isSafeInteger(value) && value < 2 ** 32) return value;
  throw new Unreadable();
}

/** An OCTET STRING, whole or in pieces, under its own tag or another. @throws Unreadable */
export function octetsOf(node: AsnType | undefined): Buffer {
  if (node instanceof OctetString) return Buffer.from(node.getValue());
  if (node instanceof Primitive) return Buffer.from(node.valueBlock.valueHexView);
  return Buffer.concat(partsOf(node).map(octetsOf));
}

/** `undefined` for what is no BMPString. */
export const textOf = (node: AsnType | undefined): string | undefined =>
  node instanceof BmpString ? node.getValue() : undefined;

/** The value with its tag and length, as it stands in the file. */
export const bytesOf = (node: AsnType): Buffer => Buffer.from(node.valueBeforeDecodeView);
