/** Rows between the promise's shape and the tables'. What comes out is frozen. */
import type { Insertable, Selectable } from 'kysely';
import type { AuditRecord } from '../audit.ts';
import { deepFreeze } from '../deep-freeze.ts';
import type { Approval, AuthorityRow, Credential, KeyPair, Project } from '../registry.ts';
import type { Tables } from './schema.ts';

type Row<Table extends keyof Tables> = Selectable<Tables[Table]>;
type NewRow<Table extends keyof Tables> = Insertable<Tables[Table]>;

type WithoutNulls<Given> = {
  readonly [Name in keyof Given as null extends Given[Name] ? never : Name]: Given[Name];
} & {
  readonly [Name in keyof Given as null extends Given[Name] ? Name : never]?: NonNullable<
    Given[Name]
  >;
};

/** A field that is `null` in a table is absent in the promise. */
const withoutNulls = <Given extends object>(row: Given): WithoutNulls<Given> =>
  Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== null),
  ) as WithoutNulls<Given>;

export function toProject({ added, ...row }: Row<'projects'>): Project {
  const { contacts, memberIds, entitled, sharedProjectId, sharedWrappedNetworkKey, ...rest } = row;
  return deepFreeze({
    ...withoutNulls(rest),
    entitled: entitled === 1,
    contacts: JSON.parse(contacts),
    memberIds: JSON.parse(memberIds),
    ...(sharedProjectId !== null &&
      sharedWrappedNetworkKey !== null && {
        sharedNetwork: { projectId: sharedProjectId, wrappedNetworkKey: sharedWrappedNetworkKey },
      }),
  });
}

export const fromProject = (project: Project): NewRow<'projects'> => ({
  id: project.id,
  name: project.name,
  company: project.company,
  companyId: project.companyId,
  status: project.status,
  entitled: project.entitled ? 1 : 0,
  contacts: JSON.stringify(project.contacts),
  memberIds: JSON.stringify(project.memberIds),
  wrappedNetworkKey: project.wrappedNetworkKey,
  wrappedDeviceKey: project.wrappedDeviceKey,
  ...fromSharedNetwork(project.sharedNetwork),
  promotedFrom: project.promotedFrom ?? null,
  createdAtMs: project.createdAtMs,
});

export const fromSharedNetwork = (
  shared: Project['sharedNetwork'] | null,
): Pick<NewRow<'projects'>, 'sharedProjectId' | 'sharedWrappedNetworkKey'> => ({
  sharedProjectId: shared?.projectId ?? null,
  sharedWrappedNetworkKey: shared?.wrappedNetworkKey ?? null,
});

export const toCredential = ({ added, ...row }: Row<'credentials'>): Credential =>
  Object.freeze(withoutNulls(row));

export const fromCredential = (credential: Credential): NewRow<'credentials'> => ({
  sha256: credential.sha256,
  projectId: credential.projectId,
  commonName: credential.commonName,
  origin: credential.origin,
  status: credential.status,
  notBeforeMs: credential.notBeforeMs,
  notAfterMs: credential.notAfterMs,
  serial: credential.serial,
  keyFingerprint: credential.keyFingerprint,
  certificatePem: credential.certificatePem,
  issuerPem: credential.issuerPem,
  createdAtMs: credential.createdAtMs,
  revokedAtMs: credential.revokedAtMs ?? null,
  revocationReason: credential.revocationReason ?? null,
});

export function toKeyPair({ added, ...row }: Row<'keyPairs'>): KeyPair {
  const { fingerprint, certificateFingerprint, certificatePem, wrappedPrivateKey, ...rest } = row;
  const { notAfterMs, responseFingerprint, responsePublicKeyPem, responseOrigin, ...pair } = rest;
  return deepFreeze({
    ...withoutNulls(pair),
    requestKey: {
      fingerprint,
      certificateFingerprint,
      certificatePem,
      wrappedPrivateKey,
      notAfterMs,
    },
    responseKey: {
      fingerprint: responseFingerprint,
      publicKeyPem: responsePublicKeyPem,
      origin: responseOrigin,
    },
  });
}

export const fromKeyPair = ({ requestKey, responseKey, ...pair }: KeyPair): NewRow<'keyPairs'> => ({
  fingerprint: requestKey.fingerprint,
  projectId: pair.projectId,
  status: pair.status,
  certificateFingerprint: requestKey.certificateFingerprint,
  certificatePem: requestKey.certificatePem,
  wrappedPrivateKey: requestKey.wrappedPrivateKey,
  notAfterMs: requestKey.notAfterMs,
  responseFingerprint: responseKey.fingerprint,
  responsePublicKeyPem: responseKey.publicKeyPem,
  responseOrigin: responseKey.origin,
  createdAtMs: pair.createdAtMs,
  revokedAtMs: pair.revokedAtMs ?? null,
  revocationReason: pair.revocationReason ?? null,
});

export const toAuthority = ({ added, ...row }: Row<'authorities'>): AuthorityRow =>
  Object.freeze(withoutNulls(row));

export const fromAuthority = (authority: AuthorityRow): NewRow<'authorities'> => ({
  role: authority.role,
  sha256: authority.sha256,
  status: authority.status,
  certificatePem: authority.certificatePem,
  wrappedPrivateKey: authority.wrappedPrivateKey ?? null,
  exportedAtMs: authority.exportedAtMs ?? null,
  createdAtMs: authority.createdAtMs,
});

export const toApproval = ({ added, decisions, ...row }: Row<'approvals'>): Approval =>
  deepFreeze({ ...row, decisions: JSON.parse(decisions) });

export const fromApproval = (approval: Approval): NewRow<'approvals'> => ({
  id: approval.id,
  operation: approval.operation,
  request: approval.request,
  requestHash: approval.requestHash,
  status: approval.status,
  requestedBy: approval.requestedBy,
  requestedAtMs: approval.requestedAtMs,
  expiresAtMs: approval.expiresAtMs,
  decisions: fromDecisions(approval.decisions),
});

/** Equal decisions are one text, so that an UPDATE can expect them. */
export const fromDecisions = (decisions: Approval['decisions']): string =>
  JSON.stringify(decisions.map(({ by, decision, atMs }) => ({ by, decision, atMs })));

export const toAuditRecord = ({ details, ...row }: Row<'audit'>): AuditRecord =>
  deepFreeze({ ...withoutNulls(row), ...(details !== null && { details: parseDetails(details) }) });

export const fromAuditRecord = ({ details, ...record }: AuditRecord): NewRow<'audit'> => ({
  ...record,
  target: record.target ?? null,
  details: details === undefined ? null : JSON.stringify(details),
});

/** Somebody may have written there: what is no details is told as it is, and does not verify. */
function parseDetails(text: string): NonNullable<AuditRecord['details']> {
  const wrong = { unreadable: text };
  try {
    const details: unknown = JSON.parse(text);
    const isObject = typeof details === 'object' && details !== null && !Array.isArray(details);
    return isObject ? (details as NonNullable<AuditRecord['details']>) : wrong;
  } catch {
    return wrong;
  }
}
