import type { IncomingMessage } from 'node:http';
import { type ProblemCode, Refusal } from '@whorl/contract';

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
    throw refusal('decrypt-failed', 'an HTTP/1.1 request must have a Host header');
  if (pathOf(url ?? '') !== transactionsPath)
    throw refusal('not-found', `there is one operation: POST ${transactionsPath}`);
  if (method !== 'POST') throw refusal('method-not-allowed', `${transactionsPath} takes POST only`);
  if (!isJson(headers['content-type']))
    throw refusal('unsupported-media-type', 'the content type must be application/json');
  if (headers['content-encoding'] !== undefined)
    throw refusal('unsupported-media-type', 'the body must come without a content encoding');
}

/** The target may be a whole URL (RFC 9112 §3.2.2). */
const pathOf = (target: string): string | undefined =>
  target.replace(/^https?:\/\/[^/?]*/i, '').split('?', 1)[0];

const isJson = (contentType: string | undefined): boolean =>
  /^application\/json[ \t]*(;|$)/i.test(contentType ?? '');

const refusal = (code: ProblemCode, details: string): Refusal =>
  new Refusal([{ code, details }], { note: details });
