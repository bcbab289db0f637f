import { readIvBytes, tagBytes } from './algorithms.ts';
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

const partCount = 5;

/**
 * Takes a compact JWE apart (RFC 7516 §7.1), as tolerant of its base64 as official clients require, and
 * strict about everything else. No key is needed.
 *
 * @throws EnvelopeFault naming what is wrong
 * @example
 * const { header } = readEnvelope(token); // header.kid names the key to open it with
 */
export function readEnvelope(token: string): Envelope {
  const parts = token.split('.', partCount + 1);
  if (parts.length !== partCount)
    throw new EnvelopeFault('part-count', `there are ${counted(parts)}`);
  const [header, encryptedKey, iv, ciphertext, tag] = parts as [
    string,
    string,
    string,
    string,
    string,
  ];
  const envelope = {
    header: readHeader(header),
    encryptedKey: decodePart(encryptedKey, 'encrypted key'),
    iv: decodePart(iv, 'IV'),
    ciphertext: decodePart(ciphertext, 'ciphertext'),
    tag: decodePart(tag, 'tag'),
    aad: Buffer.from(header, 'ascii'),
  };
  checkLengths(envelope);
  return envelope;
}

const counted = (parts: readonly string[]): string =>
  parts.length > partCount ? 'more' : String(parts.length);

function checkLengths({ iv, tag }: Envelope): void {
  if (!readIvBytes.includes(iv.length)) throw new EnvelopeFault('iv-length', `it is ${iv.length}`);
  if (tag.length !== tagBytes) throw new EnvelopeFault('tag-length', `it is ${tag.length}`);
}
