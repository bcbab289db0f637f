/**
 * Keys of strangers, read so that nobody waits for them: only kinds and sizes that OpenSSL is done with at once reach it, whatever their
 * numbers are.
 */
import {
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  type X509Certificate,
} from 'node:crypto';
import {
  type KeyKind,
  type KeyStructure,
  spkiOf,
  tellPrivateKey,
  tellPublicKey,
} from './key-structure.ts';
import { readBlocks } from './pem.ts';

/** A number of 16,384 bits, with the zero before it: OpenSSL itself goes no further with RSA. */
const maxNumberBytes = 2_049;
const maxRsaBytes = 16 * 1024;
/** A curve by its parameters, of the longest field that OpenSSL takes (661 bits), has room in it. */
const maxEcBytes = 4 * 1024;
/** Keys of RFC 8410 have one length. */
const maxEdwardsBytes = 256;

/** The longest key of a kind; kinds without a row are not read: DSA and DH are computed with at once, however long they are. */
const maxBytes: Readonly<Partial<Record<KeyKind, number>>> = {
  rsa: maxRsaBytes,
  'rsa-pss': maxRsaBytes,
  ec: maxEcBytes,
  x25519: maxEdwardsBytes,
  x448: maxEdwardsBytes,
  ed25519: maxEdwardsBytes,
  ed448: maxEdwardsBytes,
};

/** How many numbers an RSA key has; with more primes than two it has more, and is computed with. */
const rsaNumbers = { private: 9, public: 2 } as const;

function isBounded(
  { kind, der, numbers }: KeyStructure<string>,
  half: keyof typeof rsaNumbers,
): boolean {
  if (kind === undefined || der.length > (maxBytes[kind] ?? -1)) return false;
  if (kind !== 'rsa' && kind !== 'rsa-pss') return true;
  const isShort = numbers.every(({ contents }) => contents.length <= maxNumberBytes);
  return numbers.length === rsaNumbers[half] && isShort;
}

/**
 * Reads a private key that a stranger may have made: PKCS#8, PKCS#1 or SEC1, not encrypted.
 *
 * @param brought DER, or a text with PEM in it, of which the first private key counts
 * @returns `undefined` for what is none, and for kinds and sizes that nothing here has a use for, such as DSA, or RSA of more than 16,384
 *   bits. It never throws.
 * @example readBoundedPrivateKey(readFileSync('client.key'))?.asymmetricKeyType;
 */
export function readBoundedPrivateKey(brought: Uint8Array | string): KeyObject | undefined {
  const ders = typeof brought === 'string' ? readBlocks(brought).map(({ der }) => der) : [brought];
  const structure = ders.map(tellPrivateKey).find((one) => one !== undefined);
  if (structure === undefined || !isBounded(structure, 'private')) return undefined;
  const { form: type, der: key } = structure;
  if (type === 'encrypted' || type === 'dsa') return undefined;
  return attempt(() => createPrivateKey({ key, format: 'der', type }));
}

/**
 * Reads a public key that a stranger may have made.
 *
 * @param der SubjectPublicKeyInfo or PKCS#1
 * @returns `undefined` as {@link readBoundedPrivateKey} does. It never throws.
 */
export function readBoundedPublicKey(der: Uint8Array): KeyObject | undefined {
  const structure = tellPublicKey(der);
  if (structure === undefined || !isBounded(structure, 'public')) return undefined;
  const { form: type, der: key } = structure;
  return attempt(() => createPublicKey({ key, format: 'der', type }));
}

/**
 * The key of a stranger's certificate. The certificate's own `publicKey` throws for a kind that is unknown to the platform.
 *
 * @returns `undefined` as {@link readBoundedPublicKey} does. It never throws.
 */
export function boundedKeyOf({ raw }: X509Certificate): KeyObject | undefined {
  const spki = spkiOf(raw);
  return spki && readBoundedPublicKey(spki);
}

function attempt(read: () => KeyObject): KeyObject | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
