import { printProblem } from '@whorl/contract';
import { expect, it } from 'vitest';
import { unreadable } from './unreadable.ts';

const refusalOf = (code?: string) => unreadable(Object.assign(new Error('parser'), { code }));

it.each([
  ['HPE_INVALID_METHOD', 400, 'not an HTTP/1.1 request'],
  ['HPE_HEADER_OVERFLOW', 400, 'longer than 16384 bytes'],
  ['ERR_HTTP_REQUEST_TIMEOUT', 408, 'did not arrive in time'],
  ['constructor', 400, 'not an HTTP/1.1 request'],
  [undefined, 400, 'not an HTTP/1.1 request'],
])('what the parser calls %s is refused with %i', (code, status, details) => {
  const refusal = refusalOf(code);
  expect(refusal.status).toBe(status);
  expect(printProblem(refusal, { explain: true })).toContain(details);
});
