import { hash, type KeyObject } from 'node:crypto';

/**
 * The name of a public key: lower-case hex SHA-256 of its DER SubjectPublicKeyInfo. This is the `kid`
 * that official clients send; the fingerprint of the *certificate* is another one (see below).
 */
export const spkiFingerprint = (publicKey: KeyObject): string =>
  hash('sha256', publicKey.export({ type: 'spki', format: 'der' }), 'hex');

/** The name of a certificate: lower-case hex SHA-256 of its DER bytes. One client can send it as `kid`. */
export const certificateFingerprint = (der: Uint8Array): string => hash('sha256', der, 'hex');
