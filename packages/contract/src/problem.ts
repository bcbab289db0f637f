/**
 * Every way a call can be refused, one row each: what the caller is told, and by whom.
 * docs/reference/errors.md is generated from this table.
 */

import { toAscii } from './ascii.ts';
import type { Diagnosis } from './diagnosis/index.ts';
import type { components } from './generated/openapi.ts';

/** One row of the error table. */
export interface ProblemRow {
  readonly status: number;
  /** Who refuses: the gateway in front, or the insights service. At most 15 characters. */
  readonly source: 'Gateway' | 'IIT';
  readonly reasonCode: string;
  /** One fixed sentence for the caller. */
  readonly description: string;
  /** Whether the same call may succeed later. */
  readonly recoverable: boolean;
  /** When it happens, for the reference. */
  readonly when: string;
}

const final = (
  [status, source, reasonCode]: readonly [number, ProblemRow['source'], string],
  description: string,
  when: string,
): ProblemRow => ({ status, source, reasonCode, description, recoverable: false, when });

const passing = (...row: Parameters<typeof final>): ProblemRow => ({
  ...final(...row),
  recoverable: true,
});

/** The error table, a row for each way to be refused. Its codes are a closed union. */
export const problems = {
  'required-missing': final(
    [400, 'IIT', 'VALIDATION_ERROR'],
    'Required Data Element Missing',
    'a required member is absent or null; Details lists the paths',
  ),
  'invalid-format': final(
    [400, 'IIT', 'VALIDATION_ERROR'],
    'Invalid Format',
    'a member has the wrong type, length, pattern or value; Details lists the paths',
  ),
  'key-not-found': final(
    [400, 'Gateway', 'DECRYPT_PRIVATE_KEY_NOT_FOUND'],
    'The kid of the encrypted request names no active Client Encryption Key of this project',
    'the envelope has no kid, or one that is not an active key of the project',
  ),
  'decrypt-failed': final(
    [400, 'Gateway', 'REQUEST_DECRYPT_FAILED'],
    'The request could not be decrypted',
    'the body is not {"encryptedData":"…"}, the envelope is malformed or does not open, or what was in it is not a JSON object',
  ),
  'not-entitled': final(
    [401, 'Gateway', 'DECLINED'],
    'Unauthorized - Access Not Granted',
    'the project may not use this service',
  ),
  unauthorized: final(
    [401, 'IIT', 'UNAUTHORIZED_REQUEST'],
    'Unauthorized request',
    'the credential or the project is suspended',
  ),
  'not-found': final(
    [404, 'Gateway', 'RESOURCE_NOT_FOUND'],
    'There is no such resource',
    'the path is not that of an operation',
  ),
  'method-not-allowed': final(
    [405, 'Gateway', 'METHOD_NOT_ALLOWED'],
    'The resource does not take this method',
    'anything but POST',
  ),
  'request-timeout': passing(
    [408, 'Gateway', 'REQUEST_TIMEOUT'],
    'The request did not arrive in time',
    'the body was not complete within the setting bodyTimeoutMs',
  ),
  'payload-too-large': final(
    [413, 'Gateway', 'PAYLOAD_TOO_LARGE'],
    'The request body is too large',
    'the body has more than 65,536 bytes',
  ),
  'unsupported-media-type': final(
    [415, 'Gateway', 'UNSUPPORTED_MEDIA_TYPE'],
    'The request body must be application/json',
    'another content type, or a content encoding',
  ),
  'invalid-client-cert': final(
    [422, 'Gateway', 'INVALID_CLIENT_CERT'],
    'The client certificate is missing or not accepted',
    'no certificate, or one that is unknown, expired, not yet valid, revoked or not for clients; the connection is closed',
  ),
  'rate-limited': passing(
    [429, 'Gateway', 'RATE_LIMIT_EXCEEDED'],
    'Too many requests',
    'too many undecryptable calls of one credential; Retry-After says when to come back',
  ),
  'system-error': final(
    [500, 'IIT', 'SYSTEM_ERROR'],
    'Internal Server Error',
    'a fault of the service; the cause is in its log under the correlation id',
  ),
  unavailable: passing(
    [503, 'IIT', 'SYSTEM_UNAVAILABLE'],
    'Transient System Failure',
    'overload, the store is down, or the service is shutting down; Retry-After says when to come back',
  ),
} as const satisfies Record<string, ProblemRow>;

/** The closed union of ways to be refused. */
export type ProblemCode = keyof typeof problems;

/** One fault of a call. Several faults of one call are told together. */
export interface Fault {
  readonly code: ProblemCode;
  /** What exactly, and how it is mended: a row of the table, never what decryption found. */
  readonly diagnosis: Diagnosis;
  /** What `Details` has in place of the diagnosis: paths of members. */
  readonly details?: string;
  /** `Details` are for the sandbox only, unless this says that they are no secret. */
  readonly always?: boolean;
}

/** What the operator is told beside, and how a refusal came about. */
export interface RefusalContext {
  /** One sentence for the log, where it is not the diagnosis: no raw identity, no key, no payload. */
  readonly note?: string;
  readonly cause?: unknown;
  readonly retryAfterSeconds?: number | undefined;
}

/**
 * A call that is refused: what the caller may know (`faults`) beside what the operator needs (`note`,
 * `cause`). All faults of one refusal have the same status.
 *
 * @example
 * throw new Refusal([{ code: 'not-found', diagnosis: diagnose('wrong-path', { path }) }]);
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly faults: readonly Fault[];
  readonly note: string;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    faults: readonly [Fault, ...Fault[]],
    { note = tellAll(faults), cause, retryAfterSeconds }: RefusalContext = {},
  ) {
    super(note, { cause });
    this.faults = Object.freeze([...faults]);
    this.note = note;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  get #first(): ProblemRow {
    return problems[(this.faults as readonly [Fault, ...Fault[]])[0].code];
  }

  /** The HTTP status of the answer. */
  get status(): number {
    return this.#first.status;
  }

  /** The ReasonCode of the first fault, for the log. */
  get reasonCode(): string {
    return this.#first.reasonCode;
  }
}

const tellAll = (faults: readonly Fault[]): string =>
  faults.map(({ diagnosis }) => diagnosis.sentence).join('; ');

/** One item of an error answer, as it is on the wire. */
export type WireError = components['schemas']['Error'];

/** An error answer, as it is on the wire. */
export type ErrorResponse = components['schemas']['ErrorResponse'];

/**
 * Prints the body of an error answer: clear JSON, in ASCII.
 *
 * @param options.explain whether all faults carry their Details: true in the sandbox
 */
export function printProblem(refusal: Refusal, { explain }: { explain: boolean }): string {
  const items = refusal.faults.map((fault) => printFault(fault, explain));
  return toAscii(JSON.stringify({ Errors: { Error: items } } satisfies ErrorResponse));
}

function printFault({ code, diagnosis, details, always }: Fault, explain: boolean): WireError {
  const { source, reasonCode, description, recoverable } = problems[code];
  return {
    Source: source,
    ReasonCode: reasonCode,
    Description: description,
    Recoverable: recoverable,
    ...((always === true || explain) && { Details: details || diagnosis.sentence }),
  };
}
