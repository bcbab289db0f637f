import { randomBytes } from 'node:crypto';
import { sealEnvelope, wrapBody } from '@whorl/contract';
import { type KeySource, type RequestKey, readRequestKey } from './credentials.ts';
import { misconfigured } from './errors.ts';

/**
 * Seals one transaction into a request body: `{"encryptedData":"<compact JWE>"}`.
 *
 * @param transaction anything that is a JSON object; the service judges it, not this function
 * @param requestKey the Client Encryption Key, certificate or public key
 * @throws WhorlError `CONFIGURATION` for a wrong key, or data that is no JSON object
 * @example
 * const body = sealRequest({ purchaseDate: '20260721173228' }, readFileSync('request-key.pem'));
 */
export const sealRequest = (transaction: object, requestKey: KeySource): string =>
  sealWith(transaction, readRequestKey(requestKey));

/** The same with a key that was read before. */
export function sealWith(transaction: object, { publicKey, kid }: RequestKey): string {
  const contentKey = randomBytes(32);
  const iv = randomBytes(12);
  return wrapBody(sealEnvelope(printJson(transaction), { publicKey, kid, contentKey, iv }));
}

function printJson(transaction: object): string {
  // The platform's own message may quote what was in the data: it is not passed on.
  const printed = attempt(() => JSON.stringify(transaction));
  if (printed?.startsWith('{')) return printed;
  throw misconfigured('The transaction is not a JSON object, or holds what JSON cannot express.');
}

function attempt<Value>(print: () => Value): Value | undefined {
  try {
    return print();
  } catch {
    return undefined;
  }
}
