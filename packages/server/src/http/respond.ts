import type { ServerResponse } from 'node:http';
import { printProblem, type Refusal } from '@whorl/contract';

/** What every answer of a listener has in common. */
export interface AnswerFrame {
  readonly correlationId: string;
  readonly environment: string;
  /** Whether the connection is closed after this answer. */
  readonly close: boolean;
}

/** Writes one JSON answer. All answers have the same headers in the same order. */
export function respond(
  response: ServerResponse,
  frame: AnswerFrame,
  { status, body, extra }: { status: number; body: string; extra?: Record<string, string> },
): void {
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-MC-Correlation-ID': frame.correlationId,
    'X-Whorl-Environment': frame.environment,
    ...(frame.close && { Connection: 'close' }),
    ...extra,
  });
  response.end(body);
}

/** Writes a refusal as the caller may see it. */
export function respondRefusal(
  response: ServerResponse,
  frame: AnswerFrame,
  { refusal, explain }: { refusal: Refusal; explain: boolean },
): void {
  const { status, retryAfterSeconds } = refusal;
  const extra: Record<string, string> = {};
  if (retryAfterSeconds !== undefined) extra['Retry-After'] = String(retryAfterSeconds);
  if (status === 405) extra.Allow = 'POST';
  respond(response, frame, { status, body: printProblem(refusal, { explain }), extra });
}
