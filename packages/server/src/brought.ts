/**
 * What reads the things that people bring: key stores, certificate requests, public keys. Nothing of the service
 * itself is loaded with it.
 */
export { type ExaminedRequest, examineRequest } from './pki/examine-request.ts';
export type { StoredKey } from './pki/pkcs12-contents.ts';
export {
  type AcceptedKeys,
  checkPublicKey,
  diagnoseKey,
  type KeyDuty,
  KeyFault,
  readPublicKey,
} from './pki/public-key.ts';
export { type KeyStore, type PasswordVerdict, readKeyStore } from './pki/read-pkcs12.ts';
export {
  type CertificateRequest,
  type ClientNames,
  checkClientName,
  RequestFault,
  readCertificateRequest,
  type WantedName,
} from './pki/request.ts';
