/** Rows as the admin API shows them: names and times for people, never a wrapped key. */
import { X509Certificate } from 'node:crypto';
import type { AdminSchemas } from '@whorl/contract/admin';
import type { Account, AutomationToken, Invited, Session } from '../../accounts/accounts.ts';
import { approvalsNeeded } from '../../environment/approvals.ts';
import type { Environment } from '../../environment/environment.ts';
import type { HandOverFile } from '../../environment/hand-over.ts';
import { describeCertificate } from '../../pki/certificate.ts';
import type { CertificateFacts, RefusalRecord } from '../../refusals/refusal-record.ts';
import type { AuditRecord } from '../../registry/audit.ts';
import type {
  Approval,
  AuthorityRow,
  Credential,
  KeyPair,
  Project,
} from '../../registry/registry.ts';

const time = (atMs: number): string => new Date(atMs).toISOString();

export const viewAccount = ({ createdAtMs, ...account }: Account): AdminSchemas['Account'] => ({
  ...account,
  createdAt: time(createdAtMs),
});

export const viewInvitation = ({
  account,
  invitation,
  expiresAtMs,
}: Invited): AdminSchemas['Invitation'] => ({
  account: viewAccount(account),
  invitation,
  expiresAt: time(expiresAtMs),
});

export const viewSession = ({ token, expiresAtMs, account }: Session): AdminSchemas['Session'] => ({
  token,
  expiresAt: time(expiresAtMs),
  account: viewAccount(account),
});

export function viewToken(token: AutomationToken, nowMs: number): AdminSchemas['Token'] {
  const { createdAtMs, expiresAtMs, revokedAtMs, environments, ...rest } = token;
  const ended = expiresAtMs <= nowMs ? 'expired' : 'active';
  return {
    ...rest,
    environments: [...environments],
    createdAt: time(createdAtMs),
    expiresAt: time(expiresAtMs),
    status: revokedAtMs === undefined ? ended : 'revoked',
  };
}

export async function viewProject(
  project: Project,
  { name: environment, registry, countCalls }: Environment,
): Promise<AdminSchemas['Project']> {
  const { id, name, company, companyId, status, contacts, memberIds, promotedFrom } = project;
  const { sharedNetwork } = project;
  const host = sharedNetwork && (await registry.findProject(sharedNetwork.projectId));
  return {
    id,
    name,
    environment,
    company,
    companyId,
    status,
    contacts,
    memberIds,
    network: host?.name ?? 'own',
    calls: await countCalls(id),
    ...(promotedFrom !== undefined && { promotedFrom }),
    createdAt: time(project.createdAtMs),
  };
}

const viewRevocation = ({ revokedAtMs, revocationReason }: Credential | KeyPair) => ({
  ...(revokedAtMs !== undefined && { revokedAt: time(revokedAtMs) }),
  ...(revocationReason !== undefined && { revocationReason }),
});

export function viewCredential(credential: Credential, nowMs: number): AdminSchemas['Credential'] {
  const { sha256, keyFingerprint, serial, commonName, origin, status } = credential;
  const { notBeforeMs, notAfterMs, createdAtMs } = credential;
  return {
    sha256,
    keyFingerprint,
    serial,
    commonName,
    origin,
    status: status === 'active' && notAfterMs < nowMs ? 'expired' : status,
    notBefore: time(notBeforeMs),
    notAfter: time(notAfterMs),
    createdAt: time(createdAtMs),
    ...viewRevocation(credential),
  };
}

export function viewKeyPair(pair: KeyPair): AdminSchemas['KeyPair'] {
  const { status, requestKey, responseKey, createdAtMs } = pair;
  const { fingerprint, certificateFingerprint, notAfterMs } = requestKey;
  return {
    status,
    requestKey: { fingerprint, certificateFingerprint, notAfter: time(notAfterMs) },
    responseKey: { fingerprint: responseKey.fingerprint, origin: responseKey.origin },
    createdAt: time(createdAtMs),
    ...viewRevocation(pair),
  };
}

export const viewFile = ({ name, content, secret, what }: HandOverFile): AdminSchemas['File'] => ({
  name,
  ...(typeof content === 'string'
    ? { content, encoding: 'utf8' as const }
    : { content: Buffer.from(content).toString('base64'), encoding: 'base64' as const }),
  secret,
  what,
});

export function viewApproval(approval: Approval, nowMs: number): AdminSchemas['Approval'] {
  const { requestedAtMs, expiresAtMs, decisions, status, ...rest } = approval;
  const isOver = status === 'pending' && expiresAtMs < nowMs;
  return {
    ...rest,
    status: isOver ? 'expired' : status,
    requestedAt: time(requestedAtMs),
    expiresAt: time(expiresAtMs),
    needed: status === 'pending' && !isOver ? approvalsNeeded - decisions.length : 0,
    decisions: decisions.map(({ by, decision, atMs }) => ({ by, decision, at: time(atMs) })),
  };
}

export function viewAuthority(rows: readonly AuthorityRow[]): AdminSchemas['Authority'] {
  const root = rows.find(({ role, status }) => role === 'client-root' && status === 'current');
  return {
    rootKey: root?.wrappedPrivateKey === undefined ? 'offline' : 'online',
    authorities: rows.map(({ role, status, sha256, certificatePem }) => {
      const { commonName, notAfterMs } = describeCertificate(certificatePem);
      const certificate = new X509Certificate(certificatePem).toString();
      return { role, status, sha256, commonName, notAfter: time(notAfterMs), certificate };
    }),
  };
}

export const viewAudit = ({ atMs, ...record }: AuditRecord): AdminSchemas['AuditRecord'] => ({
  ...record,
  at: time(atMs),
});

export function viewRefusal(record: RefusalRecord): AdminSchemas['Refusal'] {
  const { id, atMs, certificate, ...rest } = record;
  return {
    id,
    at: time(atMs),
    ...rest,
    ...(certificate && { certificate: viewPeer(certificate) }),
  };
}

const viewPeer = ({ notBeforeMs, notAfterMs, ...fingerprints }: CertificateFacts) => ({
  ...fingerprints,
  ...(notBeforeMs !== undefined && { notBefore: time(notBeforeMs) }),
  ...(notAfterMs !== undefined && { notAfter: time(notAfterMs) }),
});
