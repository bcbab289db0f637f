import { isContentEncryption, readIvBytes, tagBytes } from './algorithms.ts';
import { decodePart } from './base64url.ts';
import { EnvelopeFault } from './faults.ts';
import { type EnvelopeHeader, readHeader } from './header.ts';

/** A compact JWE taken apart, its shape checked, nothing decrypted yet. */
export interface Envelope {
  readonly header: EnvelopeHeader;
  readonly encryptedKey: Uint8Array;
  readonly iv: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
  /** The header's octets as received: what the tag covers beside the ciphertext (RFC 7516 §5.1). */
  readonly aad: Uint8Array;
}

type Parts = readonly [
  header: string,
  encryptedKey: string,
  iv: string,
  ciphertext: string,
  tag: string,
];

/**
 * Takes a compact JWE apart (RFC 7516 §7.1), as tolerant of its base64 as official clients require, and
 * strict about everything else. No key is needed.
 *
 * A member that the header names twice counts as its last value, as RFC 7516 §4 allows. An `enc` that
 * nobody accepts is left to `openEnvelope`.
 *
 * @throws EnvelopeFault naming what is wrong
 * @example
 * const { header } = readEnvelope(token); // header.kid names the key to open it with
 */
export function readEnvelope(token: string): Envelope {
  const [header, encryptedKey, iv, ciphertext, tag] = splitToken(token);
  const envelope = Object.freeze({
    header: readHeader(header),
    encryptedKey: decodePart(encryptedKey, 'encrypted key'),
    iv: decodePart(iv, 'IV'),
    ciphertext: decodePart(ciphertext, 'ciphertext'),
    tag: decodePart(tag, 'tag'),
    aad: Buffer.from(header, 'ascii'),
  });
  checkLengths(envelope);
  return envelope;
}

function splitToken(token: unknown): Parts {
  if (typeof token !== 'string')
    throw EnvelopeFault.of('part-count', { parts: 'none, being no string' });
  const parts = token.split('.', 6);
  if (parts.length > 5) throw EnvelopeFault.of('part-count', { parts: 'more' });
  if (parts.length < 5) throw EnvelopeFault.of('part-count', { parts: parts.length });
  return parts as readonly string[] as Parts;
}

function checkLengths({ header, iv, tag }: Envelope): void {
  // Of another enc the lengths are not known; openEnvelope refuses it by its name.
  if (!isContentEncryption(header.enc)) return;
  if (!readIvBytes.includes(iv.length)) throw EnvelopeFault.of('iv-length', { bytes: iv.length });
  if (tag.length !== tagBytes) throw EnvelopeFault.of('tag-length', { bytes: tag.length });
}
