/** What a person may have at hand where a key or certificate is asked for, and how it is called. */
export const pemKinds = {
  certificate: 'a certificate',
  publicKey: 'a public key',
  privateKey: 'a private key',
  encryptedKey: 'an encrypted private key',
  request: 'a certificate request',
  otherBlock: 'a PEM file of another kind',
  binary: 'a binary file',
  text: 'no PEM text',
} as const;

export type PemKind = keyof typeof pemKinds;

/** PEM labels (RFC 7468, and the older ones that OpenSSL writes). */
const kindOfLabel: Readonly<Record<string, PemKind>> = {
  CERTIFICATE: 'certificate',
  'TRUSTED CERTIFICATE': 'certificate',
  'X509 CERTIFICATE': 'certificate',
  'PUBLIC KEY': 'publicKey',
  'RSA PUBLIC KEY': 'publicKey',
  'PRIVATE KEY': 'privateKey',
  'RSA PRIVATE KEY': 'privateKey',
  'EC PRIVATE KEY': 'privateKey',
  'ENCRYPTED PRIVATE KEY': 'encryptedKey',
  'CERTIFICATE REQUEST': 'request',
  'NEW CERTIFICATE REQUEST': 'request',
};

const begin = /-----BEGIN ([A-Z0-9 ]+)-----/g;

/** RFC 1421 §4.6.1.1: how the older labels say that what follows is encrypted. */
const isEncrypted = /^Proc-Type: 4,ENCRYPTED/m;

/** What the blocks of a file are, in order. A file that is no PEM at all is one kind, told by its bytes. */
export function kindsOf(content: string): readonly PemKind[] {
  const labels = Array.from(content.matchAll(begin), ([, label = '']) => label);
  // A DER structure, PKCS#12 too, starts with SEQUENCE.
  if (labels.length === 0) return [content.startsWith('0') ? 'binary' : 'text'];
  const kinds = labels.map((label) => kindOfLabel[label] ?? 'otherBlock');
  return isEncrypted.test(content) ? ['encryptedKey'] : kinds;
}
