import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { finished } from 'node:stream';
import { printProblem, type Refusal } from '@whorl/contract';

/** What every answer of a listener has in common. */
export interface AnswerFrame {
  readonly correlationId: string;
  readonly environment: string;
  /** Whether the connection is closed after this answer. */
  readonly close: boolean;
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly extra?: Readonly<Record<string, string>>;
}

/** All answers have the same headers in the same order. */
const headersOf = (frame: AnswerFrame, { body, extra }: Answer): Record<string, string> => ({
  'Content-Type': 'application/json',
  'Content-Length': String(Buffer.byteLength(body)),
  'Cache-Control': 'no-store',
  'X-MC-Correlation-ID': frame.correlationId,
  'X-Whorl-Environment': frame.environment,
  ...(frame.close && { Connection: 'close' }),
  ...extra,
});

/** Writes one JSON answer. */
export function respond(response: ServerResponse, frame: AnswerFrame, answer: Answer): void {
  response.writeHead(answer.status, headersOf(frame, answer));
  response.end(answer.body);
}

/** A refusal and how much of it the caller may see. */
export interface PrintedRefusal {
  readonly refusal: Refusal;
  readonly explain: boolean;
  /** How long the rest of a request may take to arrive once it is answered. */
  readonly restTimeoutMs: number;
}

/**
 * Writes a refusal, at once, and ends it when the rest of its request has arrived: a caller that is still
 * writing when its connection is closed meets a reset, and may never read the answer (RFC 9112 §9.6).
 */
export function respondRefusal(
  response: ServerResponse,
  frame: AnswerFrame,
  { restTimeoutMs, ...printed }: PrintedRefusal,
): void {
  const answer = answerOf(printed);
  response.writeHead(answer.status, headersOf(frame, answer));
  response.write(answer.body);
  if (response.req.complete) response.end();
  else discardRest(response.req, restTimeoutMs, () => response.end());
}

function discardRest(message: IncomingMessage, timeoutMs: number, done: () => void): void {
  const timer = setTimeout(() => message.socket.destroy(), timeoutMs);
  finished(message, () => {
    clearTimeout(timer);
    done();
  });
  message.resume();
}

/** Writes a refusal to a connection on which no request could be read, and closes it. */
export function respondUnread(
  socket: Socket,
  frame: AnswerFrame,
  { restTimeoutMs, nowMs, ...printed }: PrintedRefusal & { readonly nowMs: number },
): void {
  const answer = answerOf(printed);
  const headers = { ...headersOf(frame, answer), Date: new Date(nowMs).toUTCString() };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const { status, body } = answer;
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
  const timer = setTimeout(() => socket.destroy(), restTimeoutMs);
  socket.once('close', () => clearTimeout(timer));
}

function answerOf({ refusal, explain }: Omit<PrintedRefusal, 'restTimeoutMs'>): Answer {
  const { status, retryAfterSeconds } = refusal;
  const extra: Record<string, string> = {};
  if (retryAfterSeconds !== undefined) extra['Retry-After'] = String(retryAfterSeconds);
  if (status === 405) extra.Allow = 'POST';
  return { status, body: printProblem(refusal, { explain }), extra };
}
