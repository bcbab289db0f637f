import { createPrivateKey, createPublicKey, KeyObject, X509Certificate } from 'node:crypto';
import { spkiFingerprint } from '@whorl/contract';
import { misconfigured, type WhorlError } from './errors.ts';
import { kindsOf, type PemKind, pemKinds } from './pem.ts';

/** The content of a PEM file (not its path), or a key that was imported already. */
export type KeySource = string | Uint8Array | KeyObject;

/** A Client Encryption Key, ready for use. */
export interface RequestKey {
  readonly publicKey: KeyObject;
  /** What the envelope names it by. */
  readonly kid: string;
}

/** What each setting wants, in the words its users know. */
const wanted = {
  requestKey:
    'the public Client Encryption Key: the certificate or public key that the service gave you, which requests are encrypted to (request-key.pem)',
  responseKey:
    'the private response key, the half that you keep, which answers are decrypted with (response-key.pem)',
  'tls.cert': 'your client certificate, with its issuer, which says who calls (client.pem)',
  'tls.key': 'the private key of your client certificate (client.key)',
  'tls.ca': "the certificate of the authority that the service's own is from (ca.pem)",
} as const;

type Setting = keyof typeof wanted;

const accepted: Readonly<Record<Setting, readonly PemKind[]>> = {
  requestKey: ['certificate', 'publicKey'],
  responseKey: ['privateKey'],
  'tls.cert': ['certificate'],
  'tls.key': ['privateKey'],
  'tls.ca': ['certificate'],
};

/** What to do about some kinds. */
const advice: Readonly<Partial<Record<PemKind, string>>> = {
  encryptedKey:
    ' Decrypt it first (openssl pkey -in FILE -out PLAIN.pem), or give createPrivateKey({ key, passphrase }).',
  binary: ' Convert it to PEM first: openssl x509, pkey or pkcs12.',
  text: " Give the file's content, not its path.",
};

/**
 * Reads the key that requests are encrypted to.
 *
 * @param kid what the envelope names the key by; the fingerprint of the public key unless given
 * @throws WhorlError `CONFIGURATION` when it is another kind of key, saying which
 */
export function readRequestKey(source: KeySource, kid?: string): RequestKey {
  const publicKey = checkRsa('requestKey', importPublic(source));
  return { publicKey, kid: kid ?? spkiFingerprint(publicKey) };
}

/**
 * Reads the key that answers are decrypted with.
 *
 * @throws WhorlError `CONFIGURATION` when it is another kind of key, saying which
 */
export function readResponseKey(source: KeySource): KeyObject {
  if (source instanceof KeyObject) return checkRsa('responseKey', checkType(source, 'private'));
  return checkRsa('responseKey', importPrivate('responseKey', source));
}

/** The fingerprint of a private key's public half. */
export const fingerprintOf = (privateKey: KeyObject): string =>
  spkiFingerprint(createPublicKey(privateKey));

/**
 * Checks a client certificate and its key before any connection is made, where the reason can be told.
 *
 * @returns the fingerprint of their public key
 * @throws WhorlError `CONFIGURATION`
 */
export function checkCertificate(cert: string | Uint8Array, key: string | Uint8Array): string {
  const pem = readPem('tls.cert', cert);
  const certificate = attempt('tls.cert', () => new X509Certificate(pem));
  if (!certificate.checkPrivateKey(importPrivate('tls.key', key)))
    throw misconfigured('tls.key does not belong to tls.cert: they are of different key pairs.');
  return spkiFingerprint(certificate.publicKey);
}

/**
 * Checks the authorities to trust: the platform passes over what it cannot read, and trusts nobody.
 *
 * @throws WhorlError `CONFIGURATION`
 */
export function checkAuthorities(ca: string | Uint8Array): void {
  const pem = readPem('tls.ca', ca);
  attempt('tls.ca', () => new X509Certificate(pem));
}

/**
 * Refuses one key in two places: the three key pairs of a caller are for one purpose each, and files
 * that were mixed up fail here and not in a hundred calls.
 *
 * @throws WhorlError `CONFIGURATION`
 */
export function checkDistinct(requestKey: RequestKey, responseKey: KeyObject, tls?: string): void {
  const response = fingerprintOf(responseKey);
  const request = spkiFingerprint(requestKey.publicKey);
  if (response === request)
    throw misconfigured(
      `requestKey and responseKey are the two halves of one key (${response}). They are of two pairs: requestKey must be ${wanted.requestKey}; responseKey must be ${wanted.responseKey}.`,
    );
  if (response === tls)
    throw misconfigured(
      `responseKey is the private key of your client certificate; it must be ${wanted.responseKey}.`,
    );
  if (request === tls)
    throw misconfigured(
      `requestKey is the key of your client certificate; it must be ${wanted.requestKey}.`,
    );
}

function importPublic(source: KeySource): KeyObject {
  if (source instanceof KeyObject) return checkType(source, 'public');
  const pem = readPem('requestKey', source);
  const isCertificate = kindsOf(pem).includes('certificate');
  return attempt('requestKey', () =>
    isCertificate ? new X509Certificate(pem).publicKey : createPublicKey(pem),
  );
}

function importPrivate(setting: Setting, source: string | Uint8Array): KeyObject {
  const pem = readPem(setting, source);
  return attempt(setting, () => createPrivateKey(pem));
}

/** The text of a PEM file, if it holds the right kind of thing. */
function readPem(setting: Setting, source: string | Uint8Array): string {
  if (typeof source !== 'string' && !(source instanceof Uint8Array)) throw missing(setting);
  const content = typeof source === 'string' ? source : Buffer.from(source).toString('latin1');
  if (content.trim() === '') throw missing(setting);
  const kinds = kindsOf(content);
  // A file may hold more than is asked for: `openssl pkcs12 -nodes` writes keys and certificates in one.
  if (kinds.some((kind) => accepted[setting].includes(kind))) return content;
  throw wrongKind(setting, kinds[0] ?? 'text');
}

const missing = (setting: Setting): WhorlError =>
  misconfigured(`${setting} is missing or empty; it must be ${wanted[setting]}.`);

const wrongKind = (setting: Setting, given: PemKind): WhorlError =>
  misconfigured(
    `${setting} is ${pemKinds[given]}; it must be ${wanted[setting]}.${advice[given] ?? ''}`,
  );

function checkType(key: KeyObject, type: 'public' | 'private'): KeyObject {
  const setting = type === 'public' ? 'requestKey' : 'responseKey';
  if (key.type === type) return key;
  throw misconfigured(`${setting} is a ${key.type} key; it must be ${wanted[setting]}.`);
}

function checkRsa(setting: Setting, key: KeyObject): KeyObject {
  if (key.asymmetricKeyType === 'rsa') return key;
  throw misconfigured(
    `${setting} is of type ${key.asymmetricKeyType}; envelopes need RSA. It must be ${wanted[setting]}.`,
  );
}

function attempt<Value>(setting: Setting, read: () => Value): Value {
  try {
    return read();
  } catch (cause) {
    throw misconfigured(
      `${setting} is damaged and cannot be read; it must be ${wanted[setting]}.`,
      cause,
    );
  }
}
