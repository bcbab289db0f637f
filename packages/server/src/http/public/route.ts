import type { IncomingMessage } from 'node:http';
import { type ProblemCode, Refusal } from '@whorl/contract';

/** The one path of the sealed API. */
export const transactionsPath = '/identity/transactions';

/**
 * Lets through what is addressed to the one operation.
 *
 * @throws Refusal `not-found`, `method-not-allowed` or `unsupported-media-type`
 */
export function checkRoute({ method, url, headers }: IncomingMessage): void {
  const path = (url ?? '').split('?', 1)[0];
  if (path !== transactionsPath)
    throw refusal('not-found', `there is one operation: POST ${transactionsPath}`);
  if (method !== 'POST') throw refusal('method-not-allowed', `${transactionsPath} takes POST only`);
  if (!isJson(headers['content-type']))
    throw refusal('unsupported-media-type', 'the content type must be application/json');
  if (headers['content-encoding'] !== undefined)
    throw refusal('unsupported-media-type', 'the body must come without a content encoding');
}

const isJson = (contentType: string | undefined): boolean =>
  /^application\/json[ \t]*(;|$)/i.test(contentType ?? '');

const refusal = (code: ProblemCode, details: string): Refusal =>
  new Refusal([{ code, details }], { note: details });
