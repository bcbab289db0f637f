import { type KeyObject, randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { InsightRequest, InsightResponse } from '@whorl/contract';
import { type Connection, type ConnectionOptions, connect } from './connection.ts';
import {
  checkDistinct,
  type KeySource,
  type RequestKey,
  readRequestKey,
  readResponseKey,
} from './credentials.ts';
import { type Deadline, endedBy, startDeadline } from './deadline.ts';
import { misconfigured, WhorlError } from './errors.ts';
import { interpretTransaction } from './interpret.ts';
import { withRetries } from './retry.ts';
import { sealWith } from './seal.ts';
import { sendTransaction } from './send.ts';

/** Everything a client needs to know. */
export interface ClientOptions extends ConnectionOptions {
  readonly encryption: {
    /** The public Client Encryption Key, certificate or public key: requests are encrypted to it. */
    readonly requestKey: KeySource;
    /** The private response key: answers are decrypted with it. */
    readonly responseKey: KeySource;
    /** What requests name the key by; the hex SHA-256 of the public key unless the service says otherwise. */
    readonly kid?: string;
  };
  /** How long one `retrieve` may take, all attempts together, in milliseconds. 3000 */
  readonly timeoutMs?: number;
  /** How many attempts may follow the first when a failure may pass. 2 */
  readonly retries?: number;
  /** Chance for the waits between attempts: a number in [0, 1). Tests bring their own. */
  readonly random?: () => number;
  /** Waits so many milliseconds, or rejects when the signal aborts. Tests bring their own. */
  readonly sleep?: (waitMs: number, signal: AbortSignal) => Promise<void>;
}

/** What one call may choose for itself. */
export interface RetrieveOptions {
  /** Ends the call; it then fails with `ABORTED`. */
  readonly signal?: AbortSignal;
  /** In place of the client's own. */
  readonly timeoutMs?: number;
  /** Names the call, so that repeating it counts it once. A fresh UUID unless given. */
  readonly idempotencyKey?: string;
}

/** A caller of one service. Make one and keep it: its connections stay open between calls. */
export interface WhorlClient {
  readonly transactions: {
    /**
     * Asks for the insights of one transaction.
     *
     * @throws WhorlError always this type; see its `code`
     */
    retrieve(transaction: InsightRequest, options?: RetrieveOptions): Promise<InsightResponse>;
  };
  /** Closes its connections. Calls in flight, and all later ones, fail with `ABORTED`. */
  close(): void;
}

/**
 * Makes a client. All credentials are read and checked here, so that a wrong file fails at start-up and
 * by its name; nothing is sent yet.
 *
 * @throws WhorlError `CONFIGURATION`
 * @example
 * const client = createClient({
 *   baseUrl: 'https://localhost:8443/identity',
 *   tls: { cert: read('client.pem'), key: read('client.key'), ca: read('ca.pem') },
 *   encryption: { requestKey: read('request-key.pem'), responseKey: read('response-key.pem') },
 * });
 * const insights = await client.transactions.retrieve(transaction);
 * client.close();
 */
export function createClient(options: ClientOptions): WhorlClient {
  const parts = readParts(options);
  return {
    transactions: {
      retrieve: (transaction, call = {}) => retrieve(parts, { transaction, ...call }),
    },
    close() {
      parts.closing.abort(new WhorlError('ABORTED', 'The client was closed.'));
      parts.connection.close();
    },
  };
}

/** A client's options, read and checked. */
interface Parts
  extends Required<Pick<ClientOptions, 'timeoutMs' | 'retries' | 'random' | 'sleep'>> {
  readonly requestKey: RequestKey;
  readonly responseKey: KeyObject;
  readonly connection: Connection;
  readonly closing: AbortController;
}

function readParts(options: ClientOptions): Parts {
  const { encryption, random = Math.random, sleep = pause } = options;
  const timeoutMs = checkNumber('timeoutMs', options.timeoutMs ?? 3000, 1);
  const retries = checkNumber('retries', options.retries ?? 2, 0);
  const requestKey = readRequestKey(encryption.requestKey, encryption.kid);
  const responseKey = readResponseKey(encryption.responseKey);
  const connection = connect(options);
  checkDistinct(requestKey, responseKey, connection.tlsFingerprint);
  const closing = new AbortController();
  // Every call in flight follows it: many at once are no leak.
  setMaxListeners(0, closing.signal);
  return { timeoutMs, retries, random, sleep, requestKey, responseKey, connection, closing };
}

interface Call extends RetrieveOptions {
  readonly transaction: InsightRequest;
}

async function retrieve(parts: Parts, call: Call): Promise<InsightResponse> {
  const { connection, responseKey, retries, random } = parts;
  const { idempotencyKey = randomUUID() } = call;
  const deadline = deadlineOf(parts, call);
  const { signal, remainingMs } = deadline;
  try {
    const body = sealWith(call.transaction, parts.requestKey);
    const attempt = async () => {
      const raw = await sendTransaction(body, { connection, idempotencyKey, signal });
      return interpretTransaction(raw, { responseKey });
    };
    const sleep = (waitMs: number) => sleepWithin(deadline, () => parts.sleep(waitMs, signal));
    return await withRetries(attempt, { retries, remainingMs, random, sleep });
  } finally {
    deadline.release();
  }
}

function deadlineOf(parts: Parts, { signal, timeoutMs = parts.timeoutMs }: Call): Deadline {
  checkNumber('timeoutMs', timeoutMs, 1);
  const closing = parts.closing.signal;
  return startDeadline({
    timeoutMs,
    signals: signal === undefined ? [closing] : [closing, signal],
  });
}

async function sleepWithin({ signal }: Deadline, sleep: () => Promise<void>): Promise<void> {
  try {
    await sleep();
  } catch (cause) {
    throw signal.aborted ? endedBy(signal.reason) : cause;
  }
}

const pause = (waitMs: number, signal: AbortSignal): Promise<void> =>
  wait(waitMs, undefined, { signal });

/** What a timer of the platform holds; beyond it, it would fire at once. */
const greatest = 2 ** 31 - 1;

function checkNumber(name: 'timeoutMs' | 'retries', value: number, least: number): number {
  if (Number.isInteger(value) && value >= least && value <= greatest) return value;
  throw misconfigured(`${name} must be a whole number from ${least} to ${greatest}.`);
}
