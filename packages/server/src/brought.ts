/**
 * What reads the things that people bring: key stores, certificates and their keys, certificate requests. Nothing of the
 * service itself is loaded with it.
 */
export { boundedKeyOf, readBoundedPrivateKey, readBoundedPublicKey } from './pki/bounded-keys.ts';
export { isIssuedBy } from './pki/examine.ts';
export { Effort } from './pki/pkcs12-derive.ts';
export { diagnoseKey, type KeyDuty } from './pki/public-key.ts';
export { type KeyStore, readKeyStore } from './pki/read-pkcs12.ts';
export { RequestFault, readCertificateRequest } from './pki/request.ts';
