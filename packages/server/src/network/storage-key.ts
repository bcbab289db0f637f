/** Identifiers at rest: a pseudonym under the storage key, so that a stolen copy of a store links nothing. */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { idBytes } from './change.ts';

/** Bytes of a storage key. */
export const storageKeyBytes = 16;

/** A pseudonym is one block of AES-128 (FIPS 197): equal pseudonyms have equal identifiers, and only they. */
export interface StorageKey {
  /**
   * @param pseudonyms 16 bytes each
   * @throws RangeError for what is not whole
   */
  seal(pseudonyms: Uint8Array): Uint8Array;
  /** What {@link StorageKey.seal} sealed. @throws RangeError for what is not whole */
  open(ids: Uint8Array): Uint8Array;
}

/**
 * ECB is what is wanted here: each block by itself, for the same block the same (NIST SP 800-38A, 6.1). One
 * cipher serves for as long as the key does: making one costs more than a hundred blocks.
 *
 * @param key {@link storageKeyBytes} bytes
 * @throws RangeError for a key of another length
 *
 * @example
 * const { seal, open } = createStorageKey(randomBytes(16));
 * open(seal(pseudonyms)); // the pseudonyms
 */
export function createStorageKey(key: Uint8Array): StorageKey {
  if (key.length !== storageKeyBytes)
    throw new RangeError(`A storage key has ${storageKeyBytes} bytes.`);
  const cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false);
  const decipher = createDecipheriv('aes-128-ecb', key, null).setAutoPadding(false);
  return {
    seal: (pseudonyms) => cipher.update(checkWhole(pseudonyms)),
    open: (ids) => decipher.update(checkWhole(ids)),
  };
}

/** A part of a block would wait in the cipher, and be mixed up with the next. */
function checkWhole(blocks: Uint8Array): Uint8Array {
  if (blocks.length % idBytes === 0) return blocks;
  throw new RangeError(`Identifiers have ${idBytes} bytes each.`);
}
