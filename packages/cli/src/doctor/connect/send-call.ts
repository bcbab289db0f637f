import { randomUUID } from 'node:crypto';
import {
  connect,
  type PemIdentity,
  type PfxIdentity,
  type RawAnswer,
  sealRequest,
  sendTransaction,
  WhorlError,
} from '@whorl/client';
import { diagnose } from '@whorl/contract';
import { visible } from '../../visible.ts';
import { type Finding, StepFault } from './step.ts';

/** One call. */
export interface Sending {
  readonly baseUrl: string;
  readonly tls: PemIdentity | PfxIdentity;
  readonly requestKey: string;
  readonly transaction: object;
  readonly signal: AbortSignal;
}

/** What came back, and when by our clock. */
export interface Received {
  readonly raw: RawAnswer;
  readonly atMs: number;
}

/**
 * Sends one sealed call by the SDK, without retries.
 *
 * @throws StepFault, or what the SDK throws
 */
export async function sendCall(
  { baseUrl, tls, requestKey, transaction, signal }: Sending,
  now: () => number,
): Promise<Finding<Received>> {
  const body = sealRequest(transaction, requestKey);
  const connection = connect({ baseUrl, tls });
  try {
    const raw = await sendTransaction(body, { connection, signal, idempotencyKey: randomUUID() });
    return { value: { raw, atMs: now() }, ...describe(raw) };
  } catch (error) {
    throw error instanceof WhorlError && error.code === 'ANSWER_UNREADABLE' ? cut(error) : error;
  } finally {
    connection.close();
  }
}

/** The SDK has a cause for an answer that broke off, and none for one that it stopped reading. */
const cut = ({ cause }: WhorlError): StepFault =>
  new StepFault(diagnose(cause === undefined ? 'answer-too-long' : 'answer-broken-off'));

function describe({ status, headers }: RawAnswer) {
  const header = headers['x-mc-correlation-id'];
  const correlationId = typeof header === 'string' ? visible(header).slice(0, 64) : undefined;
  return {
    found: [
      `POST /transactions, sealed: ${status}`,
      ...(correlationId === undefined ? [] : [`X-MC-Correlation-ID ${correlationId}`]),
    ],
    facts: { status, correlationId },
  };
}
