import {
  constants,
  createDecipheriv,
  createSecretKey,
  type KeyObject,
  privateDecrypt,
} from 'node:crypto';
import {
  type ContentEncryption,
  findContentEncryption,
  keyManagement,
  type Reader,
  tagBytes,
} from './algorithms.ts';
import { EnvelopeFault } from './faults.ts';
import { quoteAlgorithm } from './names.ts';
import type { Envelope } from './read.ts';

/** What opens an envelope. */
export interface Opening {
  /** An RSA private key, imported once: importing costs more than using it. */
  readonly privateKey: KeyObject;
  /** Whose rules apply: `request` takes A256GCM alone. */
  readonly accept: Reader;
  /** 32 random bytes, drawn beforehand: what decryption goes on with when the key does not open. */
  readonly spareKey: Uint8Array;
}

/**
 * Opens an envelope (RFC 7516 §5.2). `enc` and lengths are judged first, from what everybody can see;
 * from then on padding that is wrong, a content key of the wrong length and a tag that is wrong are one
 * and the same fault, after the same steps.
 *
 * @returns what was sealed, byte for byte
 * @throws EnvelopeFault `enc-not-accepted`, `key-length`, or `undecryptable` for every failure of decryption
 * @example
 * const spareKey = randomBytes(32);
 * const bytes = openEnvelope(readEnvelope(token), { privateKey, accept: 'request', spareKey });
 */
export function openEnvelope(envelope: Envelope, opening: Opening): Uint8Array {
  const { header, encryptedKey } = envelope;
  const encryption = findContentEncryption(header.enc, opening.accept);
  if (encryption === undefined)
    throw EnvelopeFault.of('enc-not-accepted', { enc: quoteAlgorithm(header.enc) });
  const modulusBytes = Math.ceil(modulusBits(opening.privateKey) / 8);
  if (encryptedKey.length !== modulusBytes)
    throw EnvelopeFault.of('key-length', { bytes: encryptedKey.length, modulusBytes });
  const contentKey = unwrapKey(encryptedKey, opening.privateKey);
  // RFC 7516 §11.5: a key that does not open takes the same way as one that does.
  const usable = contentKey?.length === encryption.keyBytes;
  const key = usable ? contentKey : opening.spareKey.subarray(0, encryption.keyBytes);
  return decrypt(envelope, encryption, key);
}

const modulusBits = ({ asymmetricKeyDetails }: KeyObject): number =>
  asymmetricKeyDetails?.modulusLength ?? 0;

/**
 * The key step alone: the content key, or nothing. The padding is undone by the platform, in constant
 * time, never by code of ours over raw RSA (that is where Manger's attack lives).
 */
export function unwrapKey(encryptedKey: Uint8Array, key: KeyObject): Uint8Array | undefined {
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  try {
    return privateDecrypt({ key, padding, oaepHash: keyManagement.oaepHash }, encryptedKey);
  } catch {
    return undefined;
  }
}

function decrypt(envelope: Envelope, { cipher }: ContentEncryption, key: Uint8Array): Uint8Array {
  const { iv, tag, aad, ciphertext } = envelope;
  try {
    const secret = createSecretKey(key); // Raw bytes would cost the platform 11 µs more.
    const decipher = createDecipheriv(cipher, secret, iv, { authTagLength: tagBytes });
    decipher.setAAD(aad).setAuthTag(tag);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  } catch {
    throw EnvelopeFault.of('undecryptable');
  }
}
