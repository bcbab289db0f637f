import { type AdminProblemCode, AdminRefusal } from '@whorl/contract/admin';
import { AccountError, SignInRefused } from '../../accounts/accounts.ts';
import { MasterKeyError } from '../../config/master-key.ts';
import { StepRefused } from '../../environment/step-refused.ts';
import { JournalUnavailable } from '../../journal/journal.ts';
import { KeepingRefused } from '../../network/keeping.ts';
import { NetworkClosed, NetworkFull, NetworkUnwritable } from '../../network/network.ts';
import { KeyringError } from '../../pki/keyring.ts';
import { PassphraseFault } from '../../pki/offline-key.ts';
import { KeyFault } from '../../pki/public-key.ts';
import { RequestFault } from '../../pki/request.ts';
import { RegistryConflict, RegistryError } from '../../registry/registry.ts';

/** The errors whose message is for whoever asked, one row each. */
const told: readonly (readonly [new (...args: never[]) => Error, AdminProblemCode])[] = [
  [RequestFault, 'invalid'],
  [KeyFault, 'invalid'],
  [PassphraseFault, 'invalid'],
  [MasterKeyError, 'conflict'],
  [KeyringError, 'conflict'],
  [RegistryConflict, 'conflict'],
  [KeepingRefused, 'conflict'],
  [NetworkUnwritable, 'unavailable'],
  [NetworkClosed, 'unavailable'],
  [JournalUnavailable, 'unavailable'],
];

/** The errors that say where files lie: whoever asked is told what kind of file it is, the log has the rest. */
const stores: readonly (readonly [new (...args: never[]) => Error, string])[] = [
  [NetworkUnwritable, 'The identity network'],
  [RegistryError, 'The registry'],
];

const signInCodes = {
  'bad-credentials': 'unauthenticated',
  'totp-required': 'totp-required',
  'rate-limited': 'rate-limited',
} as const satisfies Record<SignInRefused['reason'], AdminProblemCode>;

/** What an operator can do, who brings a history and is not a caller. */
const room =
  'Raise the setting networkMemoryMegabytes and start the service again, or forget what was not seen for long: `whorl network prune`.';

/** Reads whatever was thrown as what whoever asked is told. */
export function toRefusal(error: unknown): AdminRefusal {
  if (error instanceof AdminRefusal) return error;
  if (error instanceof StepRefused || error instanceof AccountError)
    return new AdminRefusal(error.reason, error.message);
  if (error instanceof SignInRefused) {
    const { retryAfterSeconds } = error;
    return new AdminRefusal(signInCodes[error.reason], error.message, {
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    });
  }
  if (error instanceof NetworkFull)
    return new AdminRefusal('unavailable', `${error.message} ${room}`);
  const row = told.find(([kind]) => error instanceof kind);
  if (row !== undefined) return new AdminRefusal(row[1], (error as Error).message);
  const store = stores.find(([kind]) => error instanceof kind);
  if (store !== undefined)
    return new AdminRefusal(
      'unavailable',
      `${store[1]} cannot be written now: is the disk full? Nothing was changed. The log has the cause.`,
      { cause: error },
    );
  return new AdminRefusal('fault', 'A fault of Whorl itself. Its log has the cause.', {
    cause: error,
  });
}
