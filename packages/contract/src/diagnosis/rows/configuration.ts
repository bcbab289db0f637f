import type { DiagnosisRows } from '../row.ts';

/** Configurations of the official client libraries, and kits. */
export const configurationRows = {
  'configuration-not-json': [
    'it is a configuration, and not JSON',
    'see whether a comma is one too many, or a comma or a quotation mark is missing',
  ],
  'no-path': [
    '[member] is not the path of a file',
    'put what is there into a file of its own, for its owner alone, and name that file',
  ],
  'base-url': [
    'baseUrl is no https URL',
    'give one that ends in /identity, such as https://localhost:8443/identity',
  ],
  'base-url-path': [
    'baseUrl does not end in /identity, but in [path]',
    'let it end in /identity; /transactions is appended to it',
  ],
  'mode-not-jwe': [
    'mode is [mode]: without JWE the library encrypts single fields, in an older form',
    'set mode to JWE',
  ],
  'wrapper-name': [
    'encryptedValueFieldName is [name]',
    'set it to encryptedData, spelled like this',
  ],
  'encrypts-fields': [
    'it encrypts by the path [path], and leaves the rest of the body in clear',
    'encrypt the whole body: element $, obj $',
  ],
  'encrypts-nothing': [
    'it encrypts nothing of what is sent to [endpoint]',
    'give a path that fits, with element $ and obj $ in toEncrypt',
  ],
  'decrypts-refusals': [
    'it decrypts by the path $, and refusals come in clear: the library throws on them, and hides why',
    'decrypt by encryptedData: element encryptedData, obj $',
  ],
  'decrypts-nothing': [
    'it decrypts nothing of what [endpoint] answers',
    'give toDecrypt with element encryptedData and obj $',
  ],
  'no-encryption-certificate': [
    'it names no key to encrypt with',
    'set encryptionCertificate to request-key.pem',
  ],
  'no-decryption-key': [
    'it names no key to decrypt with',
    'set privateKey to response-key.pem, or keyStore, keyStoreAlias and keyStorePassword',
  ],
  'clear-password': [
    'it has a password in it',
    'read that from a file or the environment: configurations are copied and committed',
    'note',
  ],
} as const satisfies DiagnosisRows;
