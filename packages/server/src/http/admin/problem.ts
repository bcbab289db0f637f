import { type AdminProblemCode, AdminRefusal } from '@whorl/contract/admin';
import { AccountError, SignInRefused } from '../../accounts/accounts.ts';
import { MasterKeyError } from '../../config/master-key.ts';
import { StepRefused } from '../../environment/step-refused.ts';
import { KeepingRefused } from '../../network/keeping.ts';
import { NetworkClosed, NetworkFull } from '../../network/network.ts';
import { KeyringError } from '../../pki/keyring.ts';
import { PassphraseFault } from '../../pki/offline-key.ts';
import { KeyFault } from '../../pki/public-key.ts';
import { RequestFault } from '../../pki/request.ts';
import { RegistryConflict } from '../../registry/registry.ts';

/** The errors whose message is for whoever asked, one row each. */
const told: readonly (readonly [new (...args: never[]) => Error, AdminProblemCode])[] = [
  [RequestFault, 'invalid'],
  [KeyFault, 'invalid'],
  [PassphraseFault, 'invalid'],
  [MasterKeyError, 'conflict'],
  [KeyringError, 'conflict'],
  [RegistryConflict, 'conflict'],
  [KeepingRefused, 'conflict'],
  [NetworkFull, 'unavailable'],
  [NetworkClosed, 'unavailable'],
];

const signInCodes = {
  'bad-credentials': 'unauthenticated',
  'totp-required': 'totp-required',
  'rate-limited': 'rate-limited',
} as const satisfies Record<SignInRefused['reason'], AdminProblemCode>;

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
  const row = told.find(([kind]) => error instanceof kind);
  if (row !== undefined) return new AdminRefusal(row[1], (error as Error).message);
  return new AdminRefusal('fault', 'A fault of Whorl itself. Its log has the cause.', {
    cause: error,
  });
}
