import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { type AnswerContext, contextOf, type RawAnswer } from './answer.ts';
import type { Connection } from './connection.ts';
import { connectionFault } from './connection-faults.ts';
import { endedBy } from './deadline.ts';
import { misconfigured, WhorlError } from './errors.ts';

/** One request and its answer. */
export interface Exchange {
  readonly connection: Connection;
  /** Names the call: the service counts all requests of one name once. A UUID, say. */
  readonly idempotencyKey: string;
  /** Ends the exchange. Required, since without one a silent service would be waited for for ever. */
  readonly signal: AbortSignal;
}

const maxAnswerBytes = 1024 * 1024;

/**
 * Sends one sealed body and returns whatever is answered, refusals and redirects too (which are not
 * followed). No retries: see `createClient` for these.
 *
 * @throws WhorlError `ABORTED`, `TIMEOUT` (the signal's reason was a time-out), `CONNECTION`, `TLS`,
 *   `ANSWER_UNREADABLE` for an answer that breaks off, has more than 1 MiB or is a change of protocol, `CONFIGURATION`
 * @example
 * const connection = connect({ baseUrl, tls });
 * const raw = await sendTransaction(sealRequest(transaction, requestKey), {
 *   connection, idempotencyKey: randomUUID(), signal: AbortSignal.timeout(3000),
 * });
 * const insights = interpretTransaction(raw, { responseKey });
 */
export async function sendTransaction(body: string, exchange: Exchange): Promise<RawAnswer> {
  const { connection, signal } = exchange;
  const headers = headersOf(body, exchange);
  // Else the agent would open a connection all the same, and keep it.
  if (signal.aborted) throw endedBy(signal.reason);
  try {
    return await read(await answerTo(body, { connection, signal, headers }));
  } catch (cause) {
    if (signal.aborted) throw endedBy(signal.reason);
    throw cause instanceof WhorlError ? cause : connectionFault(cause, connection.url);
  }
}

function headersOf(body: string, { idempotencyKey }: Exchange): Readonly<Record<string, string>> {
  if (!/^[\x21-\x7e]{1,255}$/.test(idempotencyKey))
    throw misconfigured('idempotencyKey must be 1 to 255 printable ASCII characters, no spaces.');
  return {
    Accept: 'application/json',
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(body)),
    'Idempotency-Key': idempotencyKey,
  };
}

type Sending = Pick<Exchange, 'connection' | 'signal'> & {
  readonly headers: Readonly<Record<string, string>>;
};

function answerTo(
  body: string,
  { connection, signal, headers }: Sending,
): Promise<IncomingMessage> {
  const { url, agent } = connection;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', agent, signal, headers }, resolve);
    outgoing.on('error', reject);
    // Nobody else ends what follows a 101 that was not asked for: the platform closes it without an error, the signal finds nothing to abort.
    outgoing.on('upgrade', (answer, socket) => {
      socket.destroy();
      reject(unreadable('changes to another protocol', contextOf(headOf(answer))));
    });
    // The last event of all: a request that ended in any other way has no answer.
    outgoing.on('close', () => reject(closedEarly()));
    outgoing.end(body);
  });
}

/** As the platform itself says it of other connections. */
const closedEarly = (): Error =>
  Object.assign(new Error('The connection was closed.'), { code: 'ECONNRESET' });

const headOf = ({ statusCode = 0, headers }: IncomingMessage): Omit<RawAnswer, 'body'> => ({
  status: statusCode,
  headers,
});

async function read(answer: IncomingMessage): Promise<RawAnswer> {
  const head = headOf(answer);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxAnswerBytes) throw unreadable('has more than 1 MiB', contextOf(head));
      chunks.push(chunk);
    }
  } catch (cause) {
    if (cause instanceof WhorlError) throw cause;
    throw unreadable(`broke off after ${size} bytes`, { ...contextOf(head), cause });
  }
  return { ...head, body: Buffer.concat(chunks).toString('utf8') };
}

const unreadable = (what: string, context: AnswerContext & { cause?: unknown }): WhorlError =>
  new WhorlError('ANSWER_UNREADABLE', `The service's answer ${what}.`, context);
