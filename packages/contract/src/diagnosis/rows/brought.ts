import type { DiagnosisRows } from '../row.ts';

const makeOne =
  "make one: openssl req -new -newkey rsa:2048 -nodes -keyout client.key -out client.csr -subj '/O=COMPANY/CN=UNIQUE-Client-ENV-COMPANYID', with ENV = MTF for the sandbox and PROD for production";
const makeItSo = 'make it so: [command]';

/** Public keys, certificate requests (PKCS#10) and foreign certificates, as they are brought to be registered. */
export const broughtRows = {
  'private-key-brought': [
    'this is a private key, or holds one',
    'bring the public half alone; consider this key exposed, and make a new one',
  ],
  'brought-too-long': ['[what] is longer than 16 KiB', 'bring one alone'],
  'brought-many': ['this holds [count] PEM blocks', 'bring [what] alone'],
  'key-unreadable': [
    'no public key can be read from this',
    'bring it as PEM (openssl pkey -in KEY -pubout), as a certificate in PEM, as a JWK, or as DER in base64',
  ],
  'key-set': ['this is a set of keys (JWKS)', "bring one of them: jq '.keys | first'"],
  'key-curve': ['[what] has an EC key on another curve', 'bring [wanted]'],
  'key-point': [
    '[what] has an EC key with curve parameters or a compressed point',
    'write the key anew: openssl ec -in OLD -out NEW -param_enc named_curve -conv_form uncompressed',
  ],
  'key-of-another-certificate': [
    'this key opens, but it is not the key of the certificate it is to serve',
    'bring the one that was exported with it',
  ],
  'key-not-exported': [
    'this is no key that was exported here',
    'bring the file whole, with its line -----BEGIN ENCRYPTED PRIVATE KEY-----',
  ],
  'request-none': ['this is no certificate request', makeOne],
  'request-is-certificate': ['this is a certificate, not a certificate request', makeOne],
  'request-damaged': ['the request cannot be read: it is damaged or cut off', makeOne],
  'request-key-unreadable': ['the key of the request cannot be read', makeOne],
  'request-algorithm': [
    'the request is signed by an algorithm that is not accepted',
    'have it signed with SHA-256, SHA-384 or SHA-512, RSA PKCS#1 v1.5 or ECDSA: openssl req -new -sha256 -key KEY -out client.csr',
  ],
  'request-signature': [
    'the signature of the request is wrong: it was changed after it was made, or is not by the key in it',
    'make it anew',
  ],
  'request-name-count': ['the subject of the request must have exactly one [name]', makeOne],
  'request-name-text': ['the [name] of the request is not plain printable text', makeOne],
  'request-name-form': [
    'the CN of the request is not of the form <unique>-Client-<MTF or PROD>-<company id>',
    makeOne,
  ],
  'name-text': ['the O is not plain printable text', makeItSo],
  'name-length': ['the [name] is longer than 64 characters', makeItSo],
  'name-company': ["the O must be the company's name, [company], exactly", makeItSo],
  'name-environment': ['the CN says [named], and in the [environment] it must be [form]', makeItSo],
  'name-form': ['the CN must be [form]', makeItSo],
  'name-unique': [
    'the part of the CN before "-Client-" must be of letters, digits, dots, hyphens and underscores, and begin and end with a letter or digit',
    makeItSo,
  ],
  'name-does-not-fit': [
    'the CN of a certificate for this company would be longer than 64 characters',
    'bring a request with a shorter one, or take a shorter company id',
  ],
  'foreign-unreadable': ['the [what] cannot be read', 'bring it as PEM'],
  'foreign-key-unreadable': [
    'the key of the certificate cannot be read',
    'bring one with [wanted]',
  ],
  'issuer-did-not-sign': [
    'the issuer did not sign the certificate',
    'bring the one that did: of a chain, the second',
  ],
} as const satisfies DiagnosisRows;
