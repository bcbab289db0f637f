/** AES-256-GCM as secrets at rest use it: a fresh IV each time, the purpose authenticated along. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Bytes of a key. */
export const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;

/** What something is sealed under: 32 bytes, and what it is for. */
export interface Seal {
  readonly key: Uint8Array;
  readonly purpose: string;
}

/** @returns IV, ciphertext and tag, base64url */
export function seal({ key, purpose }: Seal, secret: Uint8Array): string {
  // Drawn here, not an argument: an IV that came twice would give away both secrets (NIST SP 800-38D §8).
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(purpose));
  const sealed = [iv, cipher.update(secret), cipher.final(), cipher.getAuthTag()];
  return Buffer.concat(sealed).toString('base64url');
}

/** @returns `undefined` for what was sealed under another key, for something else, or was changed */
export function open({ key, purpose }: Seal, sealed: string): Buffer | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  // Node.js passes over what is no base64url, and over bits of the last digit that mean nothing.
  if (bytes.toString('base64url') !== sealed || bytes.length < ivBytes + tagBytes) return undefined;
  const end = bytes.length - tagBytes;
  const iv = bytes.subarray(0, ivBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(end));
  const secret = decipher.update(bytes.subarray(ivBytes, end));
  try {
    return Buffer.concat([secret, decipher.final()]);
  } catch {
    return undefined;
  }
}
