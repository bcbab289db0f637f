/** One way in which the admin API refuses. */
interface AdminProblemRow {
  readonly status: number;
  readonly when: string;
}

/** Every way in which the admin API refuses; docs/reference/admin-api.md is generated from it. */
export const adminProblems = {
  invalid: { status: 400, when: 'the body, a parameter or what a file holds is not as it must be' },
  unauthenticated: {
    status: 401,
    when: 'no session and no token was sent, or one that is over; or sign-in failed',
  },
  'totp-required': { status: 401, when: 'the account signs in with a code as well' },
  forbidden: { status: 403, when: 'the role, the token’s scope or the way in does not allow it' },
  'not-found': { status: 404, when: 'there is no such path, project, credential, key or account' },
  'method-not-allowed': { status: 405, when: 'the path has no such method' },
  conflict: {
    status: 409,
    when: 'somebody else was first, it is there already, or it is not in a state that allows it',
  },
  'payload-too-large': {
    status: 413,
    when: 'the body is longer than the operation takes: 64 KiB, of an import 4 MiB',
  },
  'unsupported-media-type': { status: 415, when: 'the body is not application/json' },
  'rate-limited': { status: 429, when: 'too many attempts to sign in; Retry-After says how long' },
  fault: { status: 500, when: 'a fault of Whorl itself; its log has the cause' },
  unavailable: { status: 503, when: 'the service is stopping, or its memory or disk is full' },
} as const satisfies Record<string, AdminProblemRow>;

export type AdminProblemCode = keyof typeof adminProblems;

/**
 * A refusal of the admin API. The message is for whoever asked: what happened and what to do.
 *
 * @example
 * throw new AdminRefusal('conflict', 'The project "shop" is there already. Choose another name.');
 */
export class AdminRefusal extends Error {
  override readonly name = 'AdminRefusal';
  readonly code: AdminProblemCode;
  /** Where a body is wrong, one sentence each. */
  readonly faults: readonly string[];
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: AdminProblemCode,
    message: string,
    options: {
      readonly faults?: readonly string[];
      readonly retryAfterSeconds?: number;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.code = code;
    this.faults = options.faults ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get status(): number {
    return adminProblems[this.code].status;
  }
}
