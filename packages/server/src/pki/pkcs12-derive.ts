/** Keys from passwords, as PKCS#12 has them: RFC 7292 §B.2 and PBKDF2 (RFC 8018 §5.2). */
import { hash as digest, pbkdf2Sync } from 'node:crypto';
import { Unreadable } from './pkcs12-tree.ts';

/** A password, as the two derivations take it. */
export interface Secret {
  /** UTF-16, the highest byte first, with two zeros at its end (RFC 7292 §B.1). */
  readonly bmp: Buffer;
  readonly utf8: Buffer;
}

/** A password as PKCS#12 takes it. The empty one was written in two ways: as two zeros, and as nothing. */
export function secretsOf(password: string): readonly Secret[] {
  const secret = {
    bmp: Buffer.from(`${password}\0`, 'utf16le').swap16(),
    utf8: Buffer.from(password),
  };
  return password === '' ? [secret, { ...secret, bmp: Buffer.alloc(0) }] : [secret];
}

/** The file asks for more rounds than are done for it. */
export class TooManyRounds extends Error {
  override readonly name = 'TooManyRounds';
}

/** About two seconds of hashing; what tools write asks for a tenth of it. */
const maxRounds = 5_000_000;

/**
 * The work that may still be done, in rounds of hashing: for one file, all its parts and all tries together, or for several that share
 * it.
 */
export class Effort {
  #left = maxRounds;

  /** @throws TooManyRounds where less is left; then nothing is spent, and something smaller may still be done */
  spend(rounds: number): void {
    if (rounds > this.#left) throw new TooManyRounds();
    this.#left -= rounds;
  }
}

/** What a key is made with, beside the password. */
export interface Derivation {
  /** Node's name of the hash. */
  readonly hash: string;
  readonly salt: Buffer;
  readonly rounds: number;
  /** Bytes of the key. */
  readonly length: number;
  readonly effort: Effort;
}

const maxSaltBytes = 1024;
/** Of a derivation, however few its rounds are. */
const leastRounds = 100;
/** A round of PKCS#12's own derivation is a call of its own: it takes as long as three of the other. */
const ownRoundRounds = 3;

/** @param perRound what each of its rounds takes @throws Unreadable, TooManyRounds */
function check({ hash, salt, rounds, length, effort }: Derivation, perRound: number): void {
  if (salt.length > maxSaltBytes || rounds < 1 || length > 64) throw new Unreadable();
  const blocks = Math.ceil(length / digest(hash, '', 'buffer').length);
  effort.spend(leastRounds + perRound * rounds * blocks);
}

/** @throws Unreadable, TooManyRounds */
export function derivePbkdf2({ utf8 }: Secret, derivation: Derivation): Buffer {
  check(derivation, 1);
  const { salt, rounds, length, hash } = derivation;
  return pbkdf2Sync(utf8, salt, rounds, length, hash);
}

/** What is derived, by the identifiers of RFC 7292 §B.3. */
export const purposes = { key: 1, iv: 2, mac: 3 } as const;

/** Derives what one purpose needs. @throws Unreadable, TooManyRounds */
export function derivePkcs12(
  { bmp }: Secret,
  derivation: Derivation & { readonly purpose: keyof typeof purposes },
): Buffer {
  check(derivation, ownRoundRounds);
  const { hash, salt, rounds, length, purpose, effort } = derivation;
  // Every block of it is gone through, byte by byte: a password may be a file of any length.
  effort.spend(bmp.length);
  const blockBytes = /^sha(384|512)$/.test(hash) ? 128 : 64;
  const diversifier = Buffer.alloc(blockBytes, purposes[purpose]);
  const input = Buffer.concat([fillBlocks(salt, blockBytes), fillBlocks(bmp, blockBytes)]);
  const made: Buffer[] = [];
  while (made.length * digest(hash, '', 'buffer').length < length) {
    let block = digest(hash, Buffer.concat([diversifier, input]), 'buffer');
    for (let round = 1; round < rounds; round += 1) block = digest(hash, block, 'buffer');
    made.push(block);
    addToBlocks(input, Buffer.alloc(blockBytes, block));
  }
  return Buffer.concat(made).subarray(0, length);
}

/** Repeats bytes until they fill blocks. */
const fillBlocks = (bytes: Buffer, blockBytes: number): Buffer =>
  bytes.length === 0
    ? bytes
    : Buffer.alloc(Math.ceil(bytes.length / blockBytes) * blockBytes, bytes);

/** Adds a number and one to each block of the input, in place (step 6 C). */
function addToBlocks(input: Buffer, addend: Buffer): void {
  for (let start = 0; start < input.length; start += addend.length) {
    let carry = 1;
    for (let at = addend.length - 1; at >= 0; at -= 1) {
      carry += (input[start + at] ?? 0) + (addend[at] ?? 0);
      input[start + at] = carry & 0xff;
      carry >>= 8;
    }
  }
}
