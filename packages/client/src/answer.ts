import type { IncomingHttpHeaders } from 'node:http';

/** An answer as it came off the wire: any status, nothing opened or judged. */
export interface RawAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<IncomingHttpHeaders>;
  readonly body: string;
}

/** What an answer tells of itself beside its body: what errors carry. */
export interface AnswerContext {
  readonly status: number;
  readonly correlationId: string | undefined;
}

/** @param answer all of one, or its head while the body is not there yet */
export const contextOf = (answer: Omit<RawAnswer, 'body'>): AnswerContext => ({
  status: answer.status,
  correlationId: headerOf(answer, 'x-mc-correlation-id'),
});

/** A header's value, the first where it was sent several times. */
export function headerOf({ headers }: Omit<RawAnswer, 'body'>, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : value?.[0];
}
