import type { AdminProblemCode } from '@whorl/contract/admin';

/** What the admin API refused, as it said it; the message may go on with what to do here. */
export class AdminProblem extends Error {
  override readonly name = 'AdminProblem';
  readonly code: AdminProblemCode | (string & {});
  readonly status: number;
  /** Where a body is wrong, one sentence each. */
  readonly faults: readonly string[];

  constructor(
    code: AdminProblem['code'],
    message: string,
    { status, faults = [] }: { readonly status: number; readonly faults?: readonly string[] },
  ) {
    super(message);
    this.code = code;
    this.status = status;
    this.faults = faults;
  }
}

/** The admin API gave no usable answer. The message says why and what to do. */
export class AdminUnreachable extends Error {
  override readonly name = 'AdminUnreachable';
}
