/**
 * What reads the things that people bring: key stores, certificate requests, public keys. Nothing of the service
 * itself is loaded with it.
 */
export type { StoredKey } from './pki/pkcs12-contents.ts';
export { type KeyStore, type PasswordVerdict, readKeyStore } from './pki/read-pkcs12.ts';
