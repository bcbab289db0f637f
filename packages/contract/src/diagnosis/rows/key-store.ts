import type { DiagnosisRows } from '../row.ts';

/** PKCS#12 files. */
export const keyStoreRows = {
  'store-password-wrong': [
    'the password does not open it',
    'take that of this very file: where the service wrote it, it lies beside it and ends in .pass',
  ],
  'store-password-missing': [
    'it is closed with a password, and none was given',
    'put it into [file].pass, or name its file with --key-store-password-file',
  ],
  'store-password-newline': [
    'the password opens it only without the line end after it',
    'write the password without one, or trim what is read: printf %s PASSWORD > FILE',
  ],
  'store-unnamed': [
    'its key has no friendly name, by which the official Node client finds it',
    'write it anew with one: openssl pkcs12 -in OLD.p12 -nodes -out ALL.pem && openssl pkcs12 -export -in ALL.pem -name client -out NEW.p12 && rm ALL.pem',
    'note',
  ],
  'store-alias-unknown': [
    'keyStoreAlias is no key of the key store',
    'use one that it has: [names]',
  ],
  'store-old-encryption': [
    'it is encrypted with [algorithm], which OpenSSL 3 and Node.js refuse',
    'write it anew: openssl pkcs12 -legacy -in OLD.p12 -nodes -out ALL.pem && openssl pkcs12 -export -in ALL.pem -name client -out NEW.p12 && rm ALL.pem',
  ],
  'store-no-key': ['it holds no private key', 'export the key with its certificate'],
  'store-no-certificate': [
    'it holds no certificate for its key',
    'export the certificate with the key: openssl pkcs12 -export -inkey KEY -in CERTIFICATE -name client -out NEW.p12',
  ],
  'store-is-jks': [
    'it is a Java key store of the old kind (JKS)',
    'convert it: keytool -importkeystore -srckeystore [file] -destkeystore NEW.p12 -deststoretype PKCS12',
  ],
  'store-slow': [
    'it asks for so many rounds of hashing that it was not opened',
    'write it anew: openssl pkcs12 -in OLD.p12 -nodes -out ALL.pem && openssl pkcs12 -export -in ALL.pem -name client -out NEW.p12 && rm ALL.pem',
  ],
  'store-damaged': ['it is no PKCS#12 file that can be read', 'copy it anew, as binary'],
} as const satisfies DiagnosisRows;
