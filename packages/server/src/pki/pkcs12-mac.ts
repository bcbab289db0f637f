/** The MAC of a PKCS#12 file: it tells whether a password is right before anything is decrypted. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { AsnType } from 'asn1js';
import { derivePkcs12 } from './pkcs12-derive.ts';
import { hashOfHmac, lookUp, type Opening, readPbkdf2 } from './pkcs12-scheme.ts';
import { numberOf, octetsOf, oidOf, partsOf } from './pkcs12-tree.ts';

/** A MAC, as the file has it. */
export interface Mac {
  /** `SHA-256`, `PBMAC1 SHA-256`; its OID where it is none of ours. */
  readonly name: string;
  /** Whether it is right under a password; absent where it is none of ours. @throws TooManyRounds, Unreadable */
  readonly verify?: (content: Buffer, opening: Opening) => boolean;
}

type Row = readonly [name: string, hash: string];

/** Hashes by OID. */
const hashes: Readonly<Record<string, Row>> = {
  '1.2.840.113549.2.5': ['MD5', 'md5'],
  '1.3.14.3.2.26': ['SHA-1', 'sha1'],
  '2.16.840.1.101.3.4.2.4': ['SHA-224', 'sha224'],
  '2.16.840.1.101.3.4.2.1': ['SHA-256', 'sha256'],
  '2.16.840.1.101.3.4.2.2': ['SHA-384', 'sha384'],
  '2.16.840.1.101.3.4.2.3': ['SHA-512', 'sha512'],
};

const pbmac1 = '1.2.840.113549.1.5.14';
const maxOidCharacters = 64;
const minKeyBytes = 20;

/** Reads MacData (RFC 7292 §4, RFC 9579 §4). @throws Unreadable */
export function readMac(macData: AsnType): Mac {
  const [digestInfo, saltPart, roundsPart] = partsOf(macData);
  const [algorithm, digestPart] = partsOf(digestInfo);
  const [type, parameters] = partsOf(algorithm);
  const [oid, digest] = [oidOf(type), octetsOf(digestPart)];
  if (oid === pbmac1) return readPbmac1(parameters, digest);
  const row = lookUp(hashes, oid);
  if (row === undefined) return { name: oid.slice(0, maxOidCharacters) };
  const [name, hash] = row;
  const salt = octetsOf(saltPart);
  const rounds = roundsPart === undefined ? 1 : numberOf(roundsPart);
  return {
    name,
    verify: (content, { secret, effort }) => {
      const derivation = {
        hash,
        salt,
        rounds,
        effort,
        length: digest.length,
        purpose: 'mac',
      } as const;
      return isHmac(digest, { hash, key: derivePkcs12(secret, derivation), content });
    },
  };
}

function readPbmac1(parameters: AsnType | undefined, digest: Buffer): Mac {
  const [derivationPart, hmacPart] = partsOf(parameters);
  const derive = readPbkdf2(derivationPart);
  const hash = hashOfHmac(hmacPart);
  const [, pbkdf2Parameters] = partsOf(derivationPart);
  const keyBytes = numberOf(partsOf(pbkdf2Parameters)[2]);
  // Under a key of a few bytes every password would seem right.
  if (derive === undefined || hash === undefined || keyBytes < minKeyBytes)
    return { name: 'PBMAC1' };
  return {
    name: `PBMAC1 ${hash.replace('sha', 'SHA-')}`,
    verify: (content, opening) => isHmac(digest, { hash, key: derive(opening, keyBytes), content }),
  };
}

interface Hmac {
  readonly hash: string;
  readonly key: Buffer;
  readonly content: Buffer;
}

function isHmac(digest: Buffer, { hash, key, content }: Hmac): boolean {
  const made = createHmac(hash, key).update(content).digest();
  return made.length === digest.length && timingSafeEqual(made, digest);
}
