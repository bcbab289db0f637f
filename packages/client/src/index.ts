/**
 * The SDK: sealed identity-insights calls over mutual TLS. Most programs need `createClient` alone; the
 * steps of a call are exported for those that bring their own transport, and for tools.
 */
export type { InsightRequest, InsightResponse } from '@whorl/contract';
export type { RawAnswer } from './answer.ts';
export {
  type ClientOptions,
  createClient,
  type RetrieveOptions,
  type WhorlClient,
} from './client.ts';
export {
  type Connection,
  type ConnectionOptions,
  connect,
  type PemIdentity,
  type PfxIdentity,
} from './connection.ts';
export type { KeySource } from './credentials.ts';
export {
  type ClientFault,
  reasonCodes,
  type ServiceError,
  WhorlError,
  type WhorlErrorCode,
  type WhorlErrorContext,
} from './errors.ts';
export { type AnswerKeys, interpretTransaction, openAnswer } from './interpret.ts';
export { sealRequest } from './seal.ts';
export { type Exchange, sendTransaction } from './send.ts';
