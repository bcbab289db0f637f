/** Keys that a stranger makes to have the platform compute over them. DER; their numbers are no key's. */
import { encode, encodeInteger, tags } from '../der.ts';

const dsa = Buffer.from('06072a8648ce380401', 'hex');
const dh = Buffer.from('06092a864886f70d010301', 'hex');
export const oids = { dsa, dh, rsa: Buffer.from('06092a864886f70d010101', 'hex') } as const;

const sequence = (...parts: readonly Buffer[]): Buffer => encode(tags.sequence, parts);

/** An odd number of so many bits. */
export const number = (bits: number): Buffer => encodeInteger(`f${'5'.repeat(bits / 4 - 1)}`);

const parameters = (bits: number) => sequence(number(bits), number(256), encodeInteger('2'));

/** PKCS#8. The public half is computed from it as soon as it is read. */
export const hostilePkcs8 = (bits: number, oid: Buffer = oids.dsa): Buffer =>
  sequence(
    encodeInteger('0'),
    sequence(oid, parameters(bits)),
    encode(tags.octetString, [number(bits)]),
  );

/** As OpenSSL wrote it before PKCS#8. */
export const hostileDsa = (bits: number): Buffer =>
  sequence(encodeInteger('0'), ...[bits, 256, 8, bits, bits].map(number));

/** SubjectPublicKeyInfo. */
export const hostileSpki = (bits: number, oid: Buffer = oids.dsa): Buffer =>
  sequence(sequence(oid, parameters(bits)), encode(tags.bitString, [Buffer.of(0), number(bits)]));

/** RSA of PKCS#1, of so many numbers: a tenth is of primes beyond the second. */
export const hostilePkcs1 = (bits: number, numbers = 9): Buffer => {
  const primes = sequence(sequence(number(64), number(64), number(64)));
  const more = numbers > 9 ? [primes] : [];
  const version = encodeInteger(numbers > 9 ? '1' : '0');
  return sequence(version, ...Array.from({ length: 8 }, () => number(bits)), ...more);
};
