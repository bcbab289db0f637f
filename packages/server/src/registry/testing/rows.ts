/** Rows for the suites of registries; each differs by its number, and none has an optional field unless told. */
import type { AuditEntry } from '../audit.ts';
import type {
  Approval,
  AuthorityRow,
  Credential,
  Decision,
  KeyPair,
  Project,
} from '../registry.ts';

const dayMs = 24 * 60 * 60_000;
const startMs = Date.UTC(2026, 10, 1);

/** A project that may use the service. */
export const projectRow = (number: number, change: Partial<Project> = {}): Project => ({
  id: `project-${number}`,
  name: `shop-${number}`,
  company: `Shop ${number} Ltd`,
  companyId: `${number}`,
  status: 'active',
  entitled: true,
  contacts: [{ name: 'Ada', email: `ada@shop-${number}.example`, purpose: 'technical' }],
  memberIds: [`account-${number}`],
  wrappedNetworkKey: `wk1.network${number}`,
  wrappedDeviceKey: `wk1.device${number}`,
  createdAtMs: startMs + number,
  ...change,
});

/** An active credential of project 1. */
export const credentialRow = (number: number, change: Partial<Credential> = {}): Credential => ({
  sha256: fingerprint('c', number),
  projectId: 'project-1',
  commonName: `${number}-Client-MTF-shop`,
  origin: 'issued',
  status: 'active',
  notBeforeMs: startMs,
  notAfterMs: startMs + 365 * dayMs,
  serial: number.toString(16).padStart(32, '0'),
  keyFingerprint: fingerprint('e', number),
  certificatePem: `client certificate ${number}\n`,
  issuerPem: 'issuer\n',
  createdAtMs: startMs + number,
  ...change,
});

/** An active pair of project 1. */
export const keyPairRow = (number: number, change: Partial<KeyPair> = {}): KeyPair => ({
  projectId: 'project-1',
  status: 'active',
  requestKey: {
    fingerprint: fingerprint('a', number),
    certificateFingerprint: fingerprint('b', number),
    certificatePem: `certificate ${number}\n`,
    wrappedPrivateKey: `wk1.private${number}`,
    notAfterMs: startMs + 365 * dayMs,
  },
  responseKey: {
    fingerprint: fingerprint('d', number),
    publicKeyPem: `public key ${number}\n`,
    origin: 'made',
  },
  createdAtMs: startMs + number,
  ...change,
});

/** A current issuing authority. */
export const authorityRow = (number: number, change: Partial<AuthorityRow> = {}): AuthorityRow => ({
  role: 'client-issuer',
  sha256: fingerprint('f', number),
  status: 'current',
  certificatePem: `authority ${number}\n`,
  wrappedPrivateKey: `wk1.authority${number}`,
  createdAtMs: startMs + number,
  ...change,
});

/** An approval that nobody has decided on. */
export const approvalRow = (number: number, change: Partial<Approval> = {}): Approval => ({
  id: `approval-${number}`,
  operation: 'project.promote',
  request: `{"operation":"project.promote","number":${number}}`,
  requestHash: fingerprint('0', number),
  status: 'pending',
  requestedBy: 'account-1',
  requestedAtMs: startMs,
  expiresAtMs: startMs + 7 * dayMs,
  decisions: [],
  ...change,
});

/** A decision of officer such and such. */
export const decisionRow = (
  number: number,
  decision: Decision['decision'] = 'approve',
): Decision => ({
  by: `officer-${number}`,
  decision,
  atMs: startMs + number,
});

/** Something that was done. */
export const auditEntry = (number: number, change: Partial<AuditEntry> = {}): AuditEntry => ({
  atMs: startMs + number,
  actor: 'account:7',
  operation: 'project.create',
  target: `project-${number}`,
  details: { name: `shop-${number}`, number, isFirst: number === 1 },
  ...change,
});

export const fingerprint = (kind: string, number: number): string =>
  kind + number.toString(16).padStart(63, '0');
