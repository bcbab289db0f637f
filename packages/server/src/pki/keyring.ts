import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** What was wrapped cannot be opened. The message says why that may be and what to do. */
export class KeyringError extends Error {
  override readonly name = 'KeyringError';
}

/** Wraps secrets for rest under the master key: AES-256-GCM, bound to their purpose. */
export interface Keyring {
  /** @param purpose what the secret is for; it opens for no other */
  wrap(purpose: string, secret: Uint8Array): string;
  /** @throws KeyringError */
  unwrap(purpose: string, wrapped: string): Buffer;
}

const prefix = 'wk1.';
const masterKeyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;

/**
 * @param masterKey 32 bytes
 * @param random draws the 12-byte IV of each wrapping
 * @throws KeyringError for a master key of another length
 * @example
 * const keyring = createKeyring(masterKey);
 * const wrapped = keyring.wrap('network-key', networkKey); // wk1.…
 * keyring.unwrap('network-key', wrapped);
 */
export function createKeyring(
  masterKey: Uint8Array,
  random: (bytes: number) => Uint8Array = randomBytes,
): Keyring {
  if (masterKey.length !== masterKeyBytes)
    throw new KeyringError(`A master key is ${masterKeyBytes} bytes, not ${masterKey.length}.`);
  return {
    wrap(purpose, secret) {
      const iv = random(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', masterKey, iv, { authTagLength: tagBytes });
      cipher.setAAD(Buffer.from(purpose));
      const sealed = [iv, cipher.update(secret), cipher.final(), cipher.getAuthTag()];
      return prefix + Buffer.concat(sealed).toString('base64url');
    },
    unwrap(purpose, wrapped) {
      if (!wrapped.startsWith(prefix)) throw new KeyringError(unknownForm);
      const bytes = Buffer.from(wrapped.slice(prefix.length), 'base64url');
      const end = bytes.length - tagBytes;
      try {
        const iv = bytes.subarray(0, ivBytes);
        const cipher = createDecipheriv('aes-256-gcm', masterKey, iv, { authTagLength: tagBytes });
        cipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(end));
        return Buffer.concat([cipher.update(bytes.subarray(ivBytes, end)), cipher.final()]);
      } catch (cause) {
        throw new KeyringError(`A ${purpose} cannot be unwrapped: ${wrongKey}`, { cause });
      }
    },
  };
}

const unknownForm = 'A wrapped key is of a form that this version does not know.';
const wrongKey =
  'master.key is not the one that it was wrapped with, or the registry was changed. Put the right master.key back.';
