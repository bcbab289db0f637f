/** Makes envelopes of every shape, good and bad, by code that shares nothing with the contract's. */
import {
  type CipherGCMTypes,
  constants,
  createCipheriv,
  generateKeyPairSync,
  type KeyObject,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import { EnvelopeFault } from '../src/envelope/faults.ts';

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** An RSA key pair, made anew. */
export const makeKeys = (modulusLength = 2048): KeyPair =>
  generateKeyPairSync('rsa', { modulusLength });

/** What is known of every token that is not told otherwise. */
export interface Recipe {
  readonly publicKey: KeyObject;
  /** The header's JSON; text is taken as it is. */
  readonly header?: object | string;
  readonly plaintext?: string;
  /** The key that encrypts the content; its length chooses the cipher. */
  readonly contentKey?: Uint8Array;
  /** The bytes that are wrapped as if they were the content key. */
  readonly wrapped?: Uint8Array;
  readonly oaepHash?: string;
  readonly ivBytes?: number;
  readonly tagBytes?: number;
}

/** The five parts of a token, decoded but for the header. */
export interface Parts {
  readonly header: string;
  readonly encryptedKey: Buffer;
  readonly iv: Buffer;
  readonly ciphertext: Buffer;
  readonly tag: Buffer;
}

export const goodHeader = { alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: 'a'.repeat(64) } as const;

export function makeParts(recipe: Recipe): Parts {
  const { header = goodHeader, plaintext = '{"mcc":"5942"}', ivBytes = 12, tagBytes = 16 } = recipe;
  const { contentKey = randomBytes(32), wrapped = contentKey, oaepHash = 'sha256' } = recipe;
  const text = encode(typeof header === 'string' ? header : JSON.stringify(header));
  // GCM takes no empty IV: the token's shape is what such a test is about.
  const iv = randomBytes(Math.max(ivBytes, 1));
  const cipher = createCipheriv(cipherOf(contentKey), contentKey, iv, { authTagLength: 16 });
  cipher.setAAD(Buffer.from(text));
  const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  return {
    header: text,
    encryptedKey: publicEncrypt({ key: recipe.publicKey, padding, oaepHash }, wrapped),
    iv: iv.subarray(0, ivBytes),
    ciphertext,
    tag: Buffer.concat([cipher.getAuthTag(), Buffer.alloc(16)]).subarray(0, tagBytes),
  };
}

export const joinParts = ({ header, encryptedKey, iv, ciphertext, tag }: Parts): string =>
  [header, ...[encryptedKey, iv, ciphertext, tag].map(encode)].join('.');

export const makeToken = (recipe: Recipe): string => joinParts(makeParts(recipe));

export const encode = (part: string | Uint8Array): string =>
  Buffer.from(part).toString('base64url');

/** The fault of a step that must fail; anything else that is thrown is passed on. */
export function faultOf(step: () => unknown): EnvelopeFault {
  try {
    step();
  } catch (error) {
    if (error instanceof EnvelopeFault) return error;
    throw error;
  }
  throw new Error('It was accepted.');
}

const cipherOf = (contentKey: Uint8Array): CipherGCMTypes =>
  `aes-${(contentKey.length * 8) as 128 | 192 | 256}-gcm`;
