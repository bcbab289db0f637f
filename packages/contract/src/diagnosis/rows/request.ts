import type { DiagnosisRows } from '../row.ts';

/** The request itself: HTTP, and what was in the envelope. */
export const requestRows = {
  'opened-not-utf8': [
    'the decrypted request is not UTF-8',
    'encode the JSON in UTF-8 before it is sealed',
  ],
  'opened-not-json': ['the decrypted request is not JSON', 'seal one JSON object'],
  'opened-no-object': ['the decrypted request is not a JSON object', 'seal one JSON object'],
  'members-missing': [
    'required members are missing: [paths]',
    'send them; null is the same as absent',
  ],
  'members-invalid': [
    'members have the wrong type, length, pattern or value: [paths]',
    'api/openapi.yaml has them all; amounts, countries and currencies are strings of digits',
  ],
  'host-missing': ['an HTTP/1.1 request must have a Host header', 'send one'],
  'wrong-path': [
    'there is one operation, POST [path]',
    'let the base URL end in /identity, and /transactions follow',
  ],
  'wrong-method': ['[path] takes POST only', 'send POST'],
  'wrong-content-type': [
    'the content type is not application/json',
    'send Content-Type: application/json',
  ],
  'content-encoded': [
    'the body comes with a content encoding',
    'send it as it is: no gzip, no deflate',
  ],
  'body-too-large': [
    'a request body is at most [bytes] bytes',
    'send the members that the contract has, and no others',
  ],
  'body-too-slow': [
    'the request body did not arrive within [timeoutMs] ms',
    'see whether Content-Length is that of the body, and whether anything in between holds it back',
  ],
  'body-broken-off': ['the caller broke off its request', 'let your time-out be longer'],
  'headers-too-slow': ['the request headers did not arrive in time', 'send them at once'],
  'headers-too-long': ['the request headers are longer than [bytes] bytes', 'send fewer'],
  'no-http': [
    'the bytes received are not an HTTP/1.1 request',
    'call with an HTTP/1.1 client; HTTP/2 is not spoken',
  ],
  'too-many-undecryptable': [
    'more than [limit] calls of this credential could not be decrypted within a minute',
    'mend the envelope, and come back when Retry-After says',
  ],
  overloaded: ['too many calls are in flight', 'try again, as Retry-After says'],
  'shutting-down': ['the service is shutting down', 'try again, as Retry-After says'],
  'store-down': [
    'the store does not answer',
    'try again, as Retry-After says; its log has the cause',
  ],
  'system-error': [
    'a fault of the service itself',
    'its log has the cause, under the correlation id of the answer',
  ],
} as const satisfies DiagnosisRows;
