/**
 * What the service is known to refuse with (ReasonCode). A service may send others: they come through as
 * they are, so that a new one breaks nobody.
 */
export const reasonCodes = [
  'VALIDATION_ERROR',
  'DECRYPT_PRIVATE_KEY_NOT_FOUND',
  'REQUEST_DECRYPT_FAILED',
  'DECLINED',
  'UNAUTHORIZED_REQUEST',
  'RESOURCE_NOT_FOUND',
  'METHOD_NOT_ALLOWED',
  'REQUEST_TIMEOUT',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'INVALID_CLIENT_CERT',
  'RATE_LIMIT_EXCEEDED',
  'SYSTEM_ERROR',
  'SYSTEM_UNAVAILABLE',
] as const;

/** What goes wrong on this side of the wire. */
export type ClientFault =
  /** No answer within `timeoutMs`, all attempts together. The call may have been counted. */
  | 'TIMEOUT'
  /** Your signal ended the call, or the client was closed. */
  | 'ABORTED'
  /** The service could not be reached, or closed the connection before it answered. */
  | 'CONNECTION'
  /** One side did not accept the other's certificate. */
  | 'TLS'
  /** There was an answer, but none that can be read or opened. */
  | 'ANSWER_UNREADABLE'
  /** What the client or the call was given is wrong. Nothing was sent. */
  | 'CONFIGURATION';

/** A `WhorlError`'s code: the known ones by name, any other ReasonCode of a service as it came. */
export type WhorlErrorCode = ClientFault | (typeof reasonCodes)[number] | (string & {});

/** One item of a refusal, as the service sent it. */
export interface ServiceError {
  /** Who refused: `Gateway`, or the service behind it. */
  readonly source: string;
  readonly reasonCode: string;
  readonly description: string;
  /** Whether the same call may succeed later. */
  readonly recoverable: boolean;
  /** What exactly, such as the paths of the members at fault. */
  readonly details?: string;
}

/** What a `WhorlError` carries beside its message; see its members. */
export interface WhorlErrorContext {
  readonly status?: number | undefined;
  readonly correlationId?: string | undefined;
  readonly recoverable?: boolean;
  readonly errors?: readonly ServiceError[];
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/**
 * Everything that this package throws. The message says what happened and what to do about it; it carries
 * nothing of the transaction and no key, so it may be logged.
 *
 * @example
 * try {
 *   await client.transactions.retrieve(transaction);
 * } catch (error) {
 *   if (!(error instanceof WhorlError)) throw error;
 *   console.error(error.code, error.correlationId, error.message);
 * }
 */
export class WhorlError extends Error {
  override readonly name = 'WhorlError';
  readonly code: WhorlErrorCode;
  /** HTTP status, when there was an answer. */
  readonly status: number | undefined;
  /** Names the call in the service's log, when there was an answer that told it. */
  readonly correlationId: string | undefined;
  /** Whether the same call may succeed later. */
  readonly recoverable: boolean;
  /** The service's own list; empty unless the service refused. */
  readonly errors: readonly ServiceError[];
  /** How long the service asked to wait (Retry-After), in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(code: WhorlErrorCode, message: string, context: WhorlErrorContext = {}) {
    super(message, 'cause' in context ? { cause: context.cause } : undefined);
    this.code = code;
    this.status = context.status;
    this.correlationId = context.correlationId;
    this.recoverable = context.recoverable ?? false;
    this.errors = context.errors ?? [];
    this.retryAfterMs = context.retryAfterMs;
  }
}

/** What was given is wrong: nothing was sent. */
export const misconfigured = (message: string, cause?: unknown): WhorlError =>
  new WhorlError('CONFIGURATION', message, cause === undefined ? {} : { cause });
