/** What the audit trail tells of a row when it is added: enough to say later whether the row is still that one. */
import { hash } from 'node:crypto';
import type { AuthorityRow, Contact, Credential, KeyPair, Project } from '../registry/registry.ts';

/** Details of an entry; never a secret, and of people no more than a hash. */
export type Told = Readonly<Record<string, string | number | boolean>>;

const digest = (value: unknown): string => hash('sha256', JSON.stringify(value), 'hex');

/**
 * @example
 * await edits.audit({ atMs, actor, operation: 'project.create', target: project.id, details: projectTold(project) });
 */
export const projectTold = (project: Project): Told => {
  const { name, company, companyId, contacts, memberIds, promotedFrom } = project;
  return {
    name,
    company,
    companyId,
    contacts: contactsTold(contacts),
    members: membersTold(memberIds),
    ...(promotedFrom !== undefined && { promotedFrom }),
  };
};

/** Lower-case hex SHA-256: the trail keeps for ever what it is told, and people are not for ever. */
export const contactsTold = (contacts: readonly Contact[]): string =>
  digest(contacts.map(({ name, email, purpose }) => [name, email, purpose]));

/** Account ids with a space in between, in one order whatever theirs is. */
export const membersTold = (memberIds: readonly string[]): string => memberIds.toSorted().join(' ');

/** `content` is a SHA-256 over all that never changes of the row. */
export const credentialTold = (credential: Credential): Told => {
  const { sha256, projectId: project, commonName, serial, origin } = credential;
  const { keyFingerprint, notBeforeMs, notAfterMs, createdAtMs } = credential;
  const { certificatePem, issuerPem } = credential;
  const kept = [sha256, keyFingerprint, notBeforeMs, notAfterMs, createdAtMs];
  return {
    project,
    commonName,
    serial,
    origin,
    content: digest([...kept, certificatePem, issuerPem]),
  };
};

/** `content` as of a credential; the wrapped key, which a rotation wraps anew, opens for its own row alone. */
export const keyPairTold = ({
  projectId: project,
  requestKey,
  responseKey,
  createdAtMs,
}: KeyPair): Told => {
  const { fingerprint, certificateFingerprint, certificatePem, notAfterMs } = requestKey;
  const kept = [fingerprint, certificateFingerprint, certificatePem, notAfterMs, createdAtMs];
  return {
    project,
    responseKey: responseKey.fingerprint,
    origin: responseKey.origin,
    content: digest([...kept, responseKey.publicKeyPem]),
  };
};

/** `content` as of a key pair. */
export const authorityTold = ({
  role,
  sha256,
  certificatePem,
  createdAtMs,
}: AuthorityRow): Told => ({
  role,
  content: digest([sha256, certificatePem, createdAtMs]),
});
