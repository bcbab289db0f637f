import { createPublicKey, type JsonWebKey, type KeyObject, X509Certificate } from 'node:crypto';
import { type Block, holdsPrivateKey, isTooLong, readBlocks } from './pem.ts';

/** A key that is not accepted. The message is a sentence for the person who brought it. */
export class KeyFault extends Error {
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

const wanted: Readonly<Record<AcceptedKeys, string>> = {
  rsa: 'an RSA key of 2048 to 4096 bits',
  'rsa-or-ec': 'an RSA key of 2048 to 4096 bits, or an EC key on P-256 or P-384',
};

/** What private keys of every form are met with. */
export const isPrivateSentence =
  'This is a private key: bring the public half. Consider this key exposed, and make a new one.';

/**
 * Checks a key that somebody brought: RSA of 2048 to 4096 bits with the exponent 65537, and where EC is
 * accepted also P-256 and P-384.
 *
 * @throws KeyFault
 * @example checkPublicKey(readPublicKey(text), 'rsa');
 */
export function checkPublicKey(key: KeyObject, accepted: AcceptedKeys): void {
  if (key.type !== 'public') throw new KeyFault(isPrivateSentence);
  const kind = key.asymmetricKeyType;
  if (kind === 'rsa') checkRsa(key);
  else if (kind === 'ec' && accepted === 'rsa-or-ec') checkEc(key);
  else
    throw new KeyFault(`The key is of the kind ${kind ?? 'unknown'}. Bring ${wanted[accepted]}.`);
}

function checkRsa({
  asymmetricKeyDetails: { modulusLength = 0, publicExponent = 0n } = {},
}: KeyObject) {
  if (modulusLength < minRsaBits || modulusLength > maxRsaBits)
    throw new KeyFault(`The RSA key has ${modulusLength} bits. Bring one of 2048 to 4096 bits.`);
  if (publicExponent !== rsaExponent)
    throw new KeyFault(
      'The RSA key has an unusual public exponent. Bring one with 65537, which every tool makes unless told otherwise.',
    );
}

function checkEc(key: KeyObject): void {
  const curve = key.asymmetricKeyDetails?.namedCurve ?? '';
  const row = Object.hasOwn(curves, curve) ? curves[curve] : undefined;
  if (row === undefined)
    throw new KeyFault(`The EC key is on another curve. Bring ${wanted['rsa-or-ec']}.`);
  // A curve by its parameters can pass for a named one (CVE-2020-0601); many readers know no compressed points.
  if (key.export({ type: 'spki', format: 'der' }).length !== row.spkiBytes)
    throw new KeyFault(
      'The EC key is written with curve parameters or a compressed point. Write it anew: `openssl ec -param_enc named_curve -conv_form uncompressed`.',
    );
}

/**
 * Reads a public key as people bring it: PEM (a public key or a certificate), a JWK, or DER in base64.
 *
 * @throws KeyFault for anything else, and above all for a private key
 */
export function readPublicKey(text: string): KeyObject {
  if (isTooLong(text)) throw new KeyFault('The key is longer than 16 KiB, which no public key is.');
  if (holdsPrivateKey(text)) throw new KeyFault(isPrivateSentence);
  return text.trimStart().startsWith('{') ? readJwk(text) : readEncoded(text);
}

const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

function readJwk(text: string): KeyObject {
  const jwk = parseObject(text);
  if (privateMembers.some((member) => Object.hasOwn(jwk, member)))
    throw new KeyFault(isPrivateSentence);
  if (Object.hasOwn(jwk, 'keys'))
    throw new KeyFault('This is a set of keys (JWKS). Bring one of them: `jq .keys[0]`.');
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
    throw new KeyFault(`This holds ${more.length + 1} keys or certificates. Bring one alone.`);
  return attempt(() => decode(block));
}

const readSpki = (der: Buffer) => createPublicKey({ key: der, format: 'der', type: 'spki' });
const readPkcs1 = (der: Buffer) => createPublicKey({ key: der, format: 'der', type: 'pkcs1' });
const readCertificate = (der: Buffer) => new X509Certificate(der).publicKey;

const decoders: Readonly<Record<string, readonly ((der: Buffer) => KeyObject)[]>> = {
  'PUBLIC KEY': [readSpki],
  'RSA PUBLIC KEY': [readPkcs1],
  CERTIFICATE: [readCertificate],
  '': [readSpki, readPkcs1, readCertificate],
};

function decode({ label, der }: Block): KeyObject {
  const readers = Object.hasOwn(decoders, label) ? decoders[label] : undefined;
  for (const read of readers ?? []) {
    try {
      return read(der);
    } catch {}
  }
  throw new KeyFault(unreadable);
}

const unreadable =
  'No public key can be read from this. Bring it as PEM (`openssl pkey -in KEY -pubout`), as a certificate in PEM, as a JWK, or as DER in base64.';

function attempt(read: () => KeyObject): KeyObject {
  try {
    return read();
  } catch (error) {
    throw error instanceof KeyFault ? error : new KeyFault(unreadable);
  }
}
