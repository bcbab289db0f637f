import { createClient, type InsightResponse, WhorlError } from '@whorl/client';
import { readCredentials } from './credentials.ts';
import { readFailure } from './failure.ts';
import { columns, fold } from './fold.ts';
import { greetingTransaction } from './greeting-transaction.ts';
import { outline } from './outline.ts';
import type { Terminal } from './terminal.ts';

/** The one call that shows that everything works. */
interface Greeting {
  readonly baseUrl: string;
  readonly request: object;
  readonly answer: InsightResponse;
  readonly durationMs: number;
}

/**
 * Sends one sealed call with the demo credentials, and shows it with its answer. Should it fail, that is
 * told, and the service goes on.
 *
 * @returns the call's correlation id, where there is one
 */
export async function greet(data: string, terminal: Terminal): Promise<string | undefined> {
  try {
    const greeting = await send(data);
    show(greeting, terminal);
    return greeting.answer.id;
  } catch (error) {
    tell(error, terminal);
    return error instanceof WhorlError ? error.correlationId : undefined;
  }
}

async function send(data: string): Promise<Greeting> {
  const { baseUrl, tls, requestKey, responseKey } = await readCredentials({ data });
  const client = createClient({ baseUrl, tls, encryption: { requestKey, responseKey } });
  const request = greetingTransaction(Date.now());
  const sentMs = performance.now();
  try {
    const answer = await client.transactions.retrieve(request);
    const durationMs = Math.round((performance.now() - sentMs) * 10) / 10;
    return { baseUrl, request, answer, durationMs };
  } finally {
    client.close();
  }
}

function show({ baseUrl, request, answer, durationMs }: Greeting, terminal: Terminal): void {
  const { say, style, emit } = terminal;
  emit('greeting', { request, answer, durationMs });
  say(`${style.bold('One call')}, sealed and sent to POST ${baseUrl}/transactions:`);
  for (const line of outline(request, style)) say(line);
  const status = style.good('200');
  say(`\n${style.bold('Its answer')}, opened: ${status} in ${durationMs} ms, handshake included:`);
  for (const line of outline(answer, style)) say(line);
  say();
}

function tell(error: unknown, terminal: Terminal): void {
  const { code, message } = readFailure(error);
  terminal.emit('greeting-failed', { code, message });
  const cure =
    'The service is up and goes on listening, but its own demo call did not work. Credentials in demo/ that were changed or lost are made anew when that folder is moved away and the service started again.';
  for (const line of fold(`The first call failed: ${message}`, columns)) terminal.complain(line);
  for (const line of fold(cure, columns)) terminal.complain(line);
}
