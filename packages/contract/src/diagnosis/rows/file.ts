import type { DiagnosisRows } from '../row.ts';

/** Files as such, and PEM (RFC 7468). */
export const fileRows = {
  'file-absent': ['there is no such file', 'mend the path, or put the file there'],
  'file-unreadable': ['it cannot be read ([code])', 'see to its owner and mode'],
  'file-not-regular': ['it is no regular file, but a folder, a pipe or a device', 'name a file'],
  'file-empty': ['the file is empty', 'write it anew from where it came'],
  'file-too-large': [
    'the file has more than [bytes] bytes',
    'see which file you meant: no key, certificate, envelope or configuration is as long',
  ],
  'file-unknown': [
    'it is no certificate, key, key store, request, envelope or configuration',
    'see which file you meant',
  ],
  'utf-16': [
    'its text is UTF-16, as Windows shells write what is sent to a file with >',
    'save it as UTF-8 without a byte order mark',
  ],
  'byte-order-mark': [
    'it begins with a byte order mark',
    'save it as UTF-8 without one: many readers miss the first block of a PEM file behind it, and refuse JSON',
  ],
  'line-ends': [
    'its lines end in CR-LF',
    "save it with LF, which every reader takes: tr -d '\\r' < OLD > NEW",
    'note',
  ],
  'line-ends-lost': [
    'its line ends were lost: the BEGIN and END lines are not on lines of their own',
    'put them back; a variable of the environment may have made them \\n',
  ],
  'binary-named-pem': [
    'its name says PEM, and its content is binary (DER)',
    'convert it: openssl [command] -inform DER -in [file] -out NEW.pem',
  ],
  'pem-broken-off': ['its PEM text breaks off: [label] has no END line', 'copy it anew, whole'],
  'pem-unreadable': [
    'what stands between its BEGIN and END lines is no [label] that can be read',
    'copy it anew, whole; keys are RSA, or EC on a named curve',
  ],
  'private-key-encrypted': [
    'the private key is encrypted with a passphrase',
    'decrypt it for programs that take none: openssl pkey -in [file] -out PLAIN.pem, and keep that for its owner alone',
  ],
  'secret-readable': [
    'it holds a private key or a password, and others on this machine may read it',
    'chmod 600 [file]',
    'note',
  ],
} as const satisfies DiagnosisRows;
