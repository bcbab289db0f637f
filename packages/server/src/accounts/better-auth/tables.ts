import type { Account, AutomationToken, Role } from '../accounts.ts';

/** The rows of `accounts.db` that we read and write ourselves. Dates of the library's are ISO 8601 text. */
export interface Tables {
  readonly user: UserRow;
  /** The library's word for a way to sign in; ours have one, a password. */
  readonly account: CredentialRow;
  readonly session: SessionRow;
  readonly twoFactor: { readonly userId: string };
  readonly invitation: InvitationRow;
  readonly usedCode: UsedCodeRow;
  readonly token: TokenRow;
}

export interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly emailVerified: 0 | 1;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly twoFactorEnabled: 0 | 1 | null;
  readonly role: Role;
  readonly status: Account['status'];
}

interface CredentialRow {
  readonly id: string;
  readonly accountId: string;
  readonly providerId: 'credential';
  readonly userId: string;
  readonly password: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

interface SessionRow {
  readonly token: string;
  readonly userId: string;
  readonly expiresAt: string;
  /** By our clock; `expiresAt` is by the library's. */
  readonly endsAtMs: number;
}

interface InvitationRow {
  readonly accountId: string;
  readonly hash: string;
  readonly expiresAtMs: number;
}

interface UsedCodeRow {
  readonly accountId: string;
  readonly code: string;
  readonly usedAtMs: number;
}

export interface TokenRow {
  readonly id: string;
  readonly hash: string;
  readonly name: string;
  readonly role: Role;
  /** Separated by commas. */
  readonly environments: string;
  readonly projectId: string | null;
  readonly createdBy: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly revokedAtMs: number | null;
}

export function toAccount(row: UserRow): Account {
  const { id, email, name, role, status } = row;
  const hasTotp = row.twoFactorEnabled === 1;
  const createdAtMs = Date.parse(row.createdAt);
  return Object.freeze({ id, email, name, role, status, hasTotp, createdAtMs });
}

export function toToken(row: TokenRow): AutomationToken {
  const { id, name, role, projectId, createdBy, createdAtMs, expiresAtMs, revokedAtMs } = row;
  const environments = Object.freeze(
    row.environments.split(',') as AutomationToken['environments'],
  );
  return Object.freeze({
    id,
    name,
    role,
    environments,
    ...(projectId === null ? {} : { projectId }),
    createdBy,
    createdAtMs,
    expiresAtMs,
    ...(revokedAtMs === null ? {} : { revokedAtMs }),
  });
}
