import { randomUUID } from 'node:crypto';
import {
  connect,
  interpretTransaction,
  type RawAnswer,
  sealRequest,
  sendTransaction,
} from '@whorl/client';
import { type CredentialFlags, readCredentials } from '../credentials.ts';
import { readTransaction } from '../input.ts';
import type { Terminal } from '../terminal.ts';
import { visibleJson } from '../visible.ts';

/** What `whorl call` was told. */
export interface CallOptions extends CredentialFlags {
  readonly file?: string;
  /** Print both envelopes too. */
  readonly raw?: boolean;
  readonly timeoutMs: number;
}

/** Sends one sealed call and prints the opened answer. */
export async function call(options: CallOptions, terminal: Terminal): Promise<void> {
  // Credentials first: nobody should type a transaction in vain.
  const credentials = await readCredentials(options);
  const transaction = await readTransaction(options, terminal);
  const { baseUrl, tls, requestKey, responseKey } = credentials;
  const body = sealRequest(transaction, requestKey);
  const connection = connect({ baseUrl, tls });
  try {
    const sentMs = performance.now();
    const signal = AbortSignal.timeout(options.timeoutMs);
    const exchange = { connection, signal, idempotencyKey: randomUUID() };
    const raw = await sendTransaction(body, exchange);
    const durationMs = Math.round((performance.now() - sentMs) * 10) / 10;
    if (options.raw === true) printEnvelopes(body, raw, terminal);
    const answer = interpretTransaction(raw, { responseKey });
    terminal.write(`${visibleJson(JSON.stringify(answer, undefined, 2))}\n`);
    const envelopes = options.raw === true ? { sent: body, received: raw.body } : {};
    terminal.emit('answer', { status: raw.status, durationMs, answer, ...envelopes });
  } finally {
    connection.close();
  }
}

function printEnvelopes(sent: string, { status, body }: RawAnswer, { say, style }: Terminal): void {
  say(style.dim('sent'));
  say(`${sent}\n`);
  say(style.dim(`received, ${status}`));
  say(`${body}\n`);
}
