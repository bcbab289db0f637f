import type { DiagnosisRows } from '../row.ts';

/** Which key is which: three key pairs, one purpose each. */
export const keyRows = {
  'key-mismatch': [
    'it does not belong to [certificate]: they are of different key pairs',
    'give the private key that the certificate was requested with',
  ],
  'no-client-certificate': [
    'what should be the client certificate is [found]',
    'give the certificate that says who calls, with its issuer: client.pem',
  ],
  'no-client-key': [
    'what should be the private key of the client certificate is [found]',
    'give the key that the certificate was requested with: client.key',
  ],
  'no-public-request-key': [
    'what should be the key to encrypt with is [found]',
    'give the public Client Encryption Key that the service gave you: request-key.pem',
  ],
  'no-private-response-key': [
    'what should be the key to decrypt with is [found]',
    'give the private response key, the half that you keep: response-key.pem',
  ],
  'no-authority': [
    'what should be the authority to trust is [found]',
    "give the certificate of the authority that the server's own is from: ca.pem",
  ],
  'request-key-is-response-key': [
    'the key to encrypt with is the public half of your own response key ([fingerprint])',
    'encrypt requests to the Client Encryption Key, which the service gave you (request-key.pem)',
  ],
  'request-key-is-client-certificate': [
    'the key to encrypt with is that of your client certificate, which is for TLS alone',
    'encrypt requests to the Client Encryption Key, which the service gave you (request-key.pem)',
  ],
  'response-key-is-client-key': [
    'the key to decrypt with is that of your client certificate, which is for TLS alone',
    'decrypt answers with the private response key (response-key.pem)',
  ],
  'fingerprint-of-certificate': [
    '[member] is the fingerprint of the certificate, not of its public key',
    'use [fingerprint], the SHA-256 of the SubjectPublicKeyInfo',
  ],
  'fingerprint-of-other-key': [
    '[member] is the fingerprint of [other]',
    'use [fingerprint], that of [file]',
  ],
  'fingerprint-unknown': [
    '[member] is the fingerprint of none of these keys',
    'put back the key that it names, since request and response key belong together in pairs; only where [file] is the one that is meant, use [fingerprint], with both keys of that pair',
  ],
} as const satisfies DiagnosisRows;
