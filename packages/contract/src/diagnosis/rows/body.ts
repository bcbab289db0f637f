import type { DiagnosisRows } from '../row.ts';

/** The body of a call, before it is opened. */
export const bodyRows = {
  'empty-body': ['the body is empty', 'send {"encryptedData":"<compact JWE>"}'],
  'not-utf8': [
    'the body is not UTF-8',
    'write it in UTF-8: Java takes the charset of its platform unless told otherwise',
  ],
  'not-json': ['the body is not JSON', 'send {"encryptedData":"<compact JWE>"}'],
  'not-wrapped': [
    'the body is no JSON object with encryptedData, a compact JWE in a string',
    'send {"encryptedData":"<compact JWE>"}, spelled like this',
  ],
  'transaction-no-object': ['it is no JSON object', 'write one, such as api/examples/minimal.json'],
  'transaction-in-clear': [
    'it is a transaction in clear, which is not what is sent',
    'seal it where a body is meant: npx whorl seal --file FILE',
    'note',
  ],
  'clear-members': [
    'members beside encryptedData were sent in clear ([names])',
    'encrypt the whole body as one, by the path $: {"encryptedData":"<compact JWE>"}',
  ],
} as const satisfies DiagnosisRows;
