import type { DiagnosisRows } from '../row.ts';

/** The envelope: a compact JWE (RFC 7516 §7.1). */
export const envelopeRows = {
  'part-count': [
    'a compact JWE has five parts separated by dots, and this has [parts]',
    'send the compact serialisation, whole',
  ],
  'part-alphabet': [
    'the [part] of the JWE is not base64url',
    'write each part as RFC 7515 has it: of A-Z a-z 0-9 - and _, without line ends',
  ],
  'header-length': [
    'the protected header has [bytes] bytes',
    'send one of 1 to 1024: alg, enc, kid and cty are all that is read',
  ],
  'header-unreadable': [
    'the protected header is not base64url of a JSON object',
    'encode {"alg":"RSA-OAEP-256","enc":"A256GCM","kid":"...","cty":"application/json"} in base64url, without padding',
  ],
  'header-critical': [
    'the header members zip and crit are not accepted',
    'seal without compression and without critical extensions',
  ],
  'alg-not-accepted': ['alg [alg] is not accepted', 'use RSA-OAEP-256'],
  'enc-not-accepted': ['enc [enc] is not accepted', 'use A256GCM'],
  'kid-no-string': [
    'the header member kid is no string',
    'name the Client Encryption Key in it, by the lower-case hex SHA-256 of its SubjectPublicKeyInfo',
  ],
  'iv-length': [
    'the IV has [bytes] bytes',
    'draw 12 at random for each call (RFC 7518, 5.3); 16 are read too',
  ],
  'tag-length': [
    'the authentication tag has [bytes] bytes',
    'send all 16: some libraries leave the tag at the end of the ciphertext',
  ],
  'key-length': [
    'the encrypted key has [bytes] bytes, where the key that kid names makes [modulusBytes]',
    'encrypt with the key that kid names',
  ],
  undecryptable: [
    'the envelope does not open with the key that kid names',
    'it was encrypted to another key, or changed on its way: encrypt with the key that kid names, and send the token as it is',
  ],
  'envelope-base64': [
    'the [part] is written in base64, not in base64url',
    'this service reads either; Java, Go and general libraries refuse it',
    'note',
  ],
  'iv-16': [
    'the IV has 16 bytes',
    'this service reads 12 and 16; C# and general libraries read 12 alone',
    'note',
  ],
} as const satisfies DiagnosisRows;
