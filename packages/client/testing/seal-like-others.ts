/** Seals answers in every way that services do, by code that shares nothing with the contract's. */
import {
  type CipherGCMTypes,
  constants,
  createCipheriv,
  createHash,
  createPublicKey,
  type KeyLike,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';

const encryptions = {
  A128GCM: { cipher: 'aes-128-gcm', keyBytes: 16 },
  A192GCM: { cipher: 'aes-192-gcm', keyBytes: 24 },
  A256GCM: { cipher: 'aes-256-gcm', keyBytes: 32 },
} as const satisfies Record<string, { cipher: CipherGCMTypes; keyBytes: number }>;

export interface SealOptions {
  /** PEM, public or private: the public half is used. */
  readonly key: string;
  readonly enc?: keyof typeof encryptions;
  readonly ivBytes?: number;
  /** Put into the header in place of the key's fingerprint. */
  readonly kid?: string;
  /** Written into the header in place of the real one. */
  readonly claimedEnc?: string;
}

/** The token of one answer. */
export function sealToken(answer: unknown, options: SealOptions): string {
  const { key, enc = 'A256GCM', ivBytes = 12, kid = fingerprint(key), claimedEnc = enc } = options;
  const { cipher, keyBytes } = encryptions[enc];
  const [contentKey, iv] = [randomBytes(keyBytes), randomBytes(ivBytes)];
  const header = encode(
    JSON.stringify({ alg: 'RSA-OAEP-256', enc: claimedEnc, kid, x: 'unknown' }),
  );
  const sealing = createCipheriv(cipher, contentKey, iv, { authTagLength: 16 });
  sealing.setAAD(Buffer.from(header));
  const text = Buffer.from(typeof answer === 'string' ? answer : JSON.stringify(answer));
  const ciphertext = Buffer.concat([sealing.update(text), sealing.final()]);
  const wrapped = publicEncrypt(
    { key: createPublicKey(key), padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
    contentKey,
  );
  return [header, ...[wrapped, iv, ciphertext, sealing.getAuthTag()].map(encode)].join('.');
}

/** The same as a body. */
export const sealBody = (answer: unknown, options: SealOptions): string =>
  JSON.stringify({ encryptedData: sealToken(answer, options) });

/** Hex SHA-256 of the public key's DER. */
export const fingerprint = (key: KeyLike): string =>
  createHash('sha256')
    .update(createPublicKey(key).export({ type: 'spki', format: 'der' }))
    .digest('hex');

const encode = (part: string | Buffer): string => Buffer.from(part).toString('base64url');
