import type { IncomingMessage } from 'node:http';
import { type Diagnosis, diagnose, type ProblemCode, Refusal } from '@whorl/contract';

/** The one path of the sealed API. */
export const transactionsPath = '/identity/transactions';

/**
 * Lets through what is addressed to the one operation.
 *
 * @throws Refusal `not-found`, `method-not-allowed` or `unsupported-media-type`; `decrypt-failed` for an
 * HTTP/1.1 request without Host (RFC 9112 §3.2)
 */
export function checkRoute({ method, url, headers, httpVersion }: IncomingMessage): void {
  if (headers.host === undefined && httpVersion === '1.1')
    throw refusal('decrypt-failed', diagnose('host-missing'));
  if (pathOf(url ?? '') !== transactionsPath)
    throw refusal('not-found', diagnose('wrong-path', { path: transactionsPath }));
  if (method !== 'POST')
    throw refusal('method-not-allowed', diagnose('wrong-method', { path: transactionsPath }));
  if (!isJson(headers['content-type']))
    throw refusal('unsupported-media-type', diagnose('wrong-content-type'));
  if (headers['content-encoding'] !== undefined)
    throw refusal('unsupported-media-type', diagnose('content-encoded'));
}

/** The target may be a whole URL (RFC 9112 §3.2.2). */
const pathOf = (target: string): string | undefined =>
  target.replace(/^https?:\/\/[^/?]*/i, '').split('?', 1)[0];

const isJson = (contentType: string | undefined): boolean =>
  /^application\/json[ \t]*(;|$)/i.test(contentType ?? '');

const refusal = (code: ProblemCode, diagnosis: Diagnosis): Refusal =>
  new Refusal([{ code, diagnosis }]);
