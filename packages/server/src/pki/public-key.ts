import { createPublicKey, type JsonWebKey, type KeyObject, X509Certificate } from 'node:crypto';
import { type Diagnosis, diagnose } from '@whorl/contract';
import { readBoundedPublicKey } from './bounded-keys.ts';
import { BroughtFault } from './brought-fault.ts';
import { spkiOf, tellPublicKey } from './key-structure.ts';
import { type Block, holdsPrivateKey, isTooLong, readBlocks } from './pem.ts';

/** A key that is not accepted. */
export class KeyFault extends BroughtFault {
  override readonly name = 'KeyFault';
}

/** Which kinds of key serve: answers are sealed to RSA alone, a caller may also connect with EC. */
export type AcceptedKeys = 'rsa' | 'rsa-or-ec';

const minRsaBits = 2048;
const maxRsaBits = 4096;
const rsaExponent = 65_537n;

/** The curves that are accepted, with the length of a key that names its curve and has its point whole. */
const curves: Readonly<Record<string, { readonly spkiBytes: number }>> = {
  prime256v1: { spkiBytes: 91 },
  secp384r1: { spkiBytes: 120 },
};

/** The keys that serve, in words. */
export const wantedKeys: Readonly<Record<AcceptedKeys, string>> = {
  rsa: 'an RSA key of 2048 to 4096 bits',
  'rsa-or-ec': 'an RSA key of 2048 to 4096 bits, or an EC key on P-256 or P-384',
};

/** What private keys of every form are met with. */
export const isPrivate = diagnose('private-key-brought');

/**
 * Checks a key that somebody brought: RSA of 2048 to 4096 bits with the exponent 65537, and where EC is
 * accepted also P-256 and P-384.
 *
 * @throws KeyFault
 * @example checkPublicKey(readPublicKey(text), 'rsa');
 */
export function checkPublicKey(key: KeyObject, accepted: AcceptedKeys): void {
  if (key.type !== 'public') throw new KeyFault(isPrivate);
  const diagnosis = diagnoseKey(key, { what: 'what you brought', accepted });
  if (diagnosis !== undefined) throw new KeyFault(diagnosis);
}

/** What has a key, as a sentence calls it (`the certificate request`), and which keys serve there. */
export interface KeyDuty {
  readonly what: string;
  readonly accepted: AcceptedKeys;
}

/** Says why a key is not accepted, a public one or the private half; `undefined` where it is. Pure. */
export function diagnoseKey(key: KeyObject, duty: KeyDuty): Diagnosis | undefined {
  const kind = key.asymmetricKeyType ?? 'unknown';
  if (kind === 'rsa') return diagnoseRsa(key, duty);
  if (kind === 'ec' && duty.accepted === 'rsa-or-ec') return diagnoseEc(key, duty);
  return diagnose('key-kind', { what: duty.what, kind, wanted: wantedKeys[duty.accepted] });
}

/**
 * Says why a key was not even read, where its kind is the reason; `undefined` where it is not. Pure.
 *
 * @param spki SubjectPublicKeyInfo
 */
export function diagnoseUnread(spki: Uint8Array, duty: KeyDuty): Diagnosis | undefined {
  const kind = tellPublicKey(spki)?.kind;
  if (kind !== 'dsa' && kind !== 'dh') return undefined;
  return diagnose('key-kind', { what: duty.what, kind, wanted: wantedKeys[duty.accepted] });
}

const maxExponentDigits = 20;

function diagnoseRsa(
  { asymmetricKeyDetails: { modulusLength: bits = 0, publicExponent = 0n } = {} }: KeyObject,
  { what }: KeyDuty,
): Diagnosis | undefined {
  if (bits < minRsaBits || bits > maxRsaBits) return diagnose('key-size', { what, bits });
  if (publicExponent === rsaExponent) return undefined;
  const exponent = String(publicExponent).slice(0, maxExponentDigits);
  return diagnose('key-exponent', { what, exponent });
}

function diagnoseEc(key: KeyObject, { what, accepted }: KeyDuty): Diagnosis | undefined {
  const curve = key.asymmetricKeyDetails?.namedCurve ?? '';
  const row = Object.hasOwn(curves, curve) ? curves[curve] : undefined;
  if (row === undefined) return diagnose('key-curve', { what, wanted: wantedKeys[accepted] });
  const half = key.type === 'private' ? createPublicKey(key) : key;
  // A curve by its parameters can pass for a named one (CVE-2020-0601); many readers know no compressed points.
  const isWhole = half.export({ type: 'spki', format: 'der' }).length === row.spkiBytes;
  return isWhole ? undefined : diagnose('key-point', { what });
}

/**
 * Reads a public key as people bring it: PEM (a public key or a certificate), a JWK, or DER in base64.
 *
 * @throws KeyFault for anything else, and above all for a private key
 */
export function readPublicKey(text: string): KeyObject {
  if (isTooLong(text)) throw new KeyFault(diagnose('brought-too-long', { what: 'the key' }));
  if (holdsPrivateKey(text)) throw new KeyFault(isPrivate);
  return text.trimStart().startsWith('{') ? readJwk(text) : readEncoded(text);
}

const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

function readJwk(text: string): KeyObject {
  const jwk = parseObject(text);
  if (privateMembers.some((member) => Object.hasOwn(jwk, member))) throw new KeyFault(isPrivate);
  if (Object.hasOwn(jwk, 'keys')) throw new KeyFault(diagnose('key-set'));
  const { kty, n, e, crv, x, y } = jwk;
  return attempt(() =>
    createPublicKey({ key: { kty, n, e, crv, x, y } as JsonWebKey, format: 'jwk' }),
  );
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text);
  } catch {
    throw new KeyFault(unreadable);
  }
}

function readEncoded(text: string): KeyObject {
  const [block, ...more] = readBlocks(text);
  if (block === undefined) throw new KeyFault(unreadable);
  if (more.length > 0)
    throw new KeyFault(diagnose('brought-many', { count: more.length + 1, what: 'one' }));
  return decode(block);
}

const labels: readonly string[] = ['PUBLIC KEY', 'RSA PUBLIC KEY', 'CERTIFICATE', ''];

function decode({ label, der }: Block): KeyObject {
  const spki = label === '' || label === 'CERTIFICATE' ? (spkiInCertificate(der) ?? der) : der;
  const key = labels.includes(label) ? readBoundedPublicKey(spki) : undefined;
  if (key !== undefined) return key;
  const diagnosis = diagnoseUnread(spki, { what: 'what you brought', accepted: 'rsa' });
  throw new KeyFault(diagnosis ?? unreadable);
}

function spkiInCertificate(der: Buffer): Buffer | undefined {
  try {
    return spkiOf(new X509Certificate(der).raw);
  } catch {
    return undefined;
  }
}

const unreadable = diagnose('key-unreadable');

function attempt(read: () => KeyObject): KeyObject {
  try {
    return read();
  } catch (error) {
    throw error instanceof KeyFault ? error : new KeyFault(unreadable);
  }
}
