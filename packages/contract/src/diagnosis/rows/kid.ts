import type { DiagnosisRows } from '../row.ts';

/** Which key a `kid` names: what takes people days. */
export const kidRows = {
  'kid-missing': [
    'the envelope has no kid',
    'requests are encrypted to the Client Encryption Key [wanted]: name it',
  ],
  'kid-response-key': [
    'kid [kid] is the fingerprint of your response key',
    'requests are encrypted to the Client Encryption Key [wanted]',
  ],
  'kid-client-certificate': [
    'kid [kid] is the fingerprint of your client certificate, which is for TLS alone',
    'requests are encrypted to the Client Encryption Key [wanted]',
  ],
  'kid-revoked': [
    'kid [kid] is a key of yours that was revoked',
    'requests are encrypted to the Client Encryption Key [wanted]',
  ],
  'kid-unknown': [
    'kid [kid] is no key of this project',
    'requests are encrypted to the Client Encryption Key [wanted]',
  ],
  'no-request-key': [
    'this project has no active Client Encryption Key',
    'make a pair of keys: npx whorl key create --project NAME',
  ],
  'kid-absent': [
    'the header names no key by kid',
    'name the Client Encryption Key: the lower-case hex SHA-256 of its SubjectPublicKeyInfo',
  ],
  'kid-of-no-file': [
    'kid [kid] names none of the keys that are here',
    'requests are encrypted to the Client Encryption Key [wanted]',
  ],
  'kid-certificate-fingerprint': [
    'kid is the fingerprint of the certificate, not of its public key',
    'send [fingerprint]: this service takes either, others the second alone',
    'note',
  ],
} as const satisfies DiagnosisRows;
