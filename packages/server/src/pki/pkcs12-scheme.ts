/** How parts of PKCS#12 files are encrypted: the forms that were ever common. */
import { createDecipheriv } from 'node:crypto';
import { createRequire } from 'node:module';
import type { AsnType } from 'asn1js';
import {
  type Derivation,
  derivePbkdf2,
  derivePkcs12,
  type Effort,
  type Secret,
} from './pkcs12-derive.ts';
import { numberOf, octetsOf, oidOf, partsOf, Unreadable } from './pkcs12-tree.ts';

interface Cipher {
  /** As people call it. */
  readonly name: string;
  /** As OpenSSL calls it. */
  readonly cipher: string;
  readonly keyBytes: number;
  readonly ivBytes: number;
}

/** How one part is encrypted. */
export interface Scheme {
  /** `PBES2 AES-256-CBC`, `3DES`, `RC2-40`; its OID where it is none of ours. */
  readonly name: string;
  /** Whether the OpenSSL of this runtime has no such cipher: its readers then say `unsupported`. */
  readonly isRefusedHere: boolean;
  /** @throws whatever a wrong password makes of it; Unreadable, TooManyRounds */
  readonly decrypt: (data: Buffer, opening: Opening) => Buffer;
}

/** What a part is opened with. */
export interface Opening {
  readonly secret: Secret;
  readonly effort: Effort;
}

type Row = readonly [name: string, cipher: string, keyBytes: number, ivBytes: number];

/** Encryption under PKCS#12's own derivation, by OID (RFC 7292 §C). */
const pkcs12Rows: Readonly<Record<string, Row>> = {
  '1.2.840.113549.1.12.1.1': ['RC4-128', 'rc4', 16, 0],
  '1.2.840.113549.1.12.1.2': ['RC4-40', 'rc4-40', 5, 0],
  '1.2.840.113549.1.12.1.3': ['3DES', 'des-ede3-cbc', 24, 8],
  '1.2.840.113549.1.12.1.4': ['3DES of two keys', 'des-ede-cbc', 16, 8],
  '1.2.840.113549.1.12.1.5': ['RC2-128', 'rc2-cbc', 16, 8],
  '1.2.840.113549.1.12.1.6': ['RC2-40', 'rc2-40-cbc', 5, 8],
};

const pbes2 = '1.2.840.113549.1.5.13';
const pbkdf2 = '1.2.840.113549.1.5.12';

/** The ciphers of PBES2, by OID (RFC 8018 §B.2, NIST's register). */
const pbes2Rows: Readonly<Record<string, Row>> = {
  '2.16.840.1.101.3.4.1.2': ['PBES2 AES-128-CBC', 'aes-128-cbc', 16, 16],
  '2.16.840.1.101.3.4.1.22': ['PBES2 AES-192-CBC', 'aes-192-cbc', 24, 16],
  '2.16.840.1.101.3.4.1.42': ['PBES2 AES-256-CBC', 'aes-256-cbc', 32, 16],
  '1.2.840.113549.3.7': ['PBES2 3DES', 'des-ede3-cbc', 24, 8],
};

/** HMACs, by OID (RFC 8018 §B.1.2). */
const hmacHashes: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

/** The row of an OID. */
export const lookUp = <Value>(
  rows: Readonly<Record<string, Value>>,
  oid: string,
): Value | undefined => (Object.hasOwn(rows, oid) ? rows[oid] : undefined);

/** Reads an AlgorithmIdentifier; one that is unknown here has its OID for a name, and opens nothing. @throws Unreadable */
export function readScheme(algorithm: AsnType | undefined): Scheme {
  const [type, parameters] = partsOf(algorithm);
  const oid = oidOf(type);
  if (oid === pbes2) return readPbes2(parameters);
  const row = lookUp(pkcs12Rows, oid);
  return row === undefined ? unknownScheme(oid) : readPkcs12Scheme(toCipher(row), parameters);
}

const toCipher = ([name, cipher, keyBytes, ivBytes]: Row): Cipher => ({
  name,
  cipher,
  keyBytes,
  ivBytes,
});

const maxOidCharacters = 64;

const unknownScheme = (oid: string): Scheme => ({
  name: oid.slice(0, maxOidCharacters),
  isRefusedHere: false,
  decrypt: () => {
    throw new Unreadable();
  },
});

function readPkcs12Scheme(cipher: Cipher, parameters: AsnType | undefined): Scheme {
  const [saltPart, roundsPart] = partsOf(parameters);
  const [salt, rounds] = [octetsOf(saltPart), numberOf(roundsPart)];
  return toScheme(cipher, ({ secret, effort }) => {
    const derivation = { hash: 'sha1', salt, rounds, effort };
    const { keyBytes, ivBytes } = cipher;
    return {
      key: derivePkcs12(secret, { ...derivation, purpose: 'key', length: keyBytes }),
      iv: derivePkcs12(secret, { ...derivation, purpose: 'iv', length: ivBytes }),
    };
  });
}

function readPbes2(parameters: AsnType | undefined): Scheme {
  const [derivationPart, cipherPart] = partsOf(parameters);
  const [type, ivPart] = partsOf(cipherPart);
  const row = lookUp(pbes2Rows, oidOf(type));
  if (row === undefined) return unknownScheme(`PBES2 ${oidOf(type)}`);
  const cipher = toCipher(row);
  const derive = readPbkdf2(derivationPart);
  const iv = octetsOf(ivPart);
  if (derive === undefined) return { ...unknownScheme(''), name: cipher.name };
  return toScheme(cipher, (opening) => ({ key: derive(opening, cipher.keyBytes), iv }));
}

/** Reads PBKDF2 with its parameters; `undefined` for another derivation. @throws Unreadable */
export function readPbkdf2(
  algorithm: AsnType | undefined,
): ((opening: Opening, length: number) => Buffer) | undefined {
  const [type, parameters] = partsOf(algorithm);
  if (oidOf(type) !== pbkdf2) return undefined;
  const [saltPart, roundsPart, ...more] = partsOf(parameters);
  const prf = more.find((part) => part.idBlock.tagNumber === 16);
  const hash = prf === undefined ? 'sha1' : hashOfHmac(prf);
  const derivation: Pick<Derivation, 'salt' | 'rounds'> = {
    salt: octetsOf(saltPart),
    rounds: numberOf(roundsPart),
  };
  return ({ secret, effort }, length) => {
    if (hash === undefined) throw new Unreadable();
    return derivePbkdf2(secret, { ...derivation, hash, length, effort });
  };
}

/** Node's name of the hash of an HMAC; `undefined` for one that is unknown here. @throws Unreadable */
export const hashOfHmac = (algorithm: AsnType | undefined): string | undefined =>
  lookUp(hmacHashes, oidOf(partsOf(algorithm)[0]));

interface KeyAndIv {
  readonly key: Buffer;
  readonly iv: Buffer;
}

function toScheme(cipher: Cipher, derive: (opening: Opening) => KeyAndIv): Scheme {
  return {
    name: cipher.name,
    isRefusedHere: isRefusedHere(cipher),
    decrypt: (data, opening) => {
      if (cipher.cipher.startsWith('rc2')) opening.effort.spend(data.length * rc2ByteRounds);
      return decrypt({ ...derive(opening), ...cipher }, data);
    },
  };
}

function isRefusedHere({ cipher, keyBytes, ivBytes }: Cipher): boolean {
  try {
    createDecipheriv(cipher, Buffer.alloc(keyBytes), Buffer.alloc(ivBytes));
    return false;
  } catch {
    return true;
  }
}

function decrypt({ cipher, key, iv }: Cipher & KeyAndIv, data: Buffer): Buffer {
  if (cipher.startsWith('rc2')) return decryptRc2({ key, iv }, data);
  const decipher = createDecipheriv(cipher, key, iv);
  return Buffer.concat([decipher.update(data), decipher.final()]);
}

const load = createRequire(import.meta.url);

/** What a byte of RC2 takes, in rounds of hashing. */
const rc2ByteRounds = 2;
/** The library takes time by the square of what it decrypts in one go. A multiple of the block. */
const rc2ChunkBytes = 4_096;

/** RC2 (RFC 2268), which OpenSSL 3 keeps in a drawer of its own. */
function decryptRc2({ key, iv }: KeyAndIv, data: Buffer): Buffer {
  // Loaded when a file asks for it: few do, and it is 11 MB in memory.
  const { rc2, util }: typeof import('node-forge') = load('node-forge');
  const bits = key.length * 8;
  const decipher = rc2.createDecryptionCipher(key.toString('binary'), bits);
  const made: string[] = [];
  for (let at = 0; at < data.length; at += rc2ChunkBytes) {
    // CBC: the block before is all that the next one needs.
    const before = at === 0 ? iv : data.subarray(at - iv.length, at);
    decipher.start(before.toString('binary'));
    decipher.update(util.createBuffer(data.toString('binary', at, at + rc2ChunkBytes)));
    const isLast = at + rc2ChunkBytes >= data.length;
    // Takes the padding off.
    if (isLast && !decipher.finish()) throw new Unreadable();
    made.push(decipher.output.getBytes());
  }
  return Buffer.from(made.join(''), 'binary');
}
