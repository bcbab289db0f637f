/** A registry as simply as it can be said: lists, searched from end to end. What it may not do, it throws. */
import type {
  Approval,
  AuthorityRow,
  Credential,
  KeyPair,
  KeyUse,
  Project,
  RegistryEdits,
  RevocationReason,
} from '../registry.ts';

interface Use {
  readonly fingerprint: string;
  readonly projectId: string;
  readonly use: KeyUse;
}

/** All that there is. */
export interface OracleState {
  readonly projects: readonly Project[];
  readonly credentials: readonly Credential[];
  readonly keyPairs: readonly KeyPair[];
  readonly keyUses: readonly Use[];
  readonly authorities: readonly AuthorityRow[];
  readonly approvals: readonly Approval[];
  readonly notes: Readonly<Record<string, string>>;
  readonly audited: number;
}

export const emptyState: OracleState = {
  projects: [],
  credentials: [],
  keyPairs: [],
  keyUses: [],
  authorities: [],
  approvals: [],
  notes: {},
  audited: 0,
};

/** What a registry refuses with RegistryConflict. */
export class Refused extends Error {}

type Edit<Name extends keyof RegistryEdits> = (
  state: OracleState,
  ...given: Parameters<RegistryEdits[Name]>
) => OracleState;

type EditName = Exclude<keyof RegistryEdits, `find${string}` | `list${string}` | 'auditHead'>;

/** Every edit, as a function from what there was to what there is. */
export const oracle: { readonly [Name in EditName]: Edit<Name> } = {
  addProject(state, project) {
    refuseIf(state.projects.some(({ id, name }) => id === project.id || name === project.name));
    return { ...state, projects: [...state.projects, project] };
  },
  changeProject(state, id, { sharedNetwork, ...change }) {
    const apply = ({ sharedNetwork: before, ...project }: Project): Project => {
      const shared = sharedNetwork === undefined ? before : (sharedNetwork ?? undefined);
      return { ...project, ...change, ...(shared && { sharedNetwork: shared }) };
    };
    if (sharedNetwork) requireProject(state, sharedNetwork.projectId);
    return { ...state, projects: changed(state.projects, (project) => project.id === id, apply) };
  },
  addCredential(state, credential) {
    const { sha256, projectId, keyFingerprint: fingerprint } = credential;
    refuseIf(state.credentials.some((known) => known.sha256 === sha256));
    const keyUses = withUse(state, { fingerprint, projectId, use: 'client-certificate' });
    return { ...state, keyUses, credentials: [...state.credentials, credential] };
  },
  revokeCredential(state, sha256, revocation) {
    const isMeant = (one: Credential) => one.sha256 === sha256 && one.status !== 'revoked';
    return { ...state, credentials: changed(state.credentials, isMeant, revoked(revocation)) };
  },
  setCredentialStatus(state, sha256, status) {
    const isMeant = (one: Credential) => one.sha256 === sha256 && one.status !== 'revoked';
    const apply = (one: Credential) => ({ ...one, status });
    return { ...state, credentials: changed(state.credentials, isMeant, apply) };
  },
  addKeyPair(state, pair) {
    const { projectId, requestKey, responseKey } = pair;
    const request = { fingerprint: requestKey.fingerprint, projectId, use: 'request-key' } as const;
    const keyUses = withUse(state, request);
    const response = {
      fingerprint: responseKey.fingerprint,
      projectId,
      use: 'response-key',
    } as const;
    const both = withUse({ ...state, keyUses }, response);
    return { ...state, keyUses: both, keyPairs: [...state.keyPairs, pair] };
  },
  revokeKeyPair(state, fingerprint, revocation) {
    const isMeant = (pair: KeyPair) => isPair(pair, fingerprint) && pair.status === 'active';
    return { ...state, keyPairs: changed(state.keyPairs, isMeant, revoked(revocation)) };
  },
  rewrapKeyPair(state, fingerprint, wrappedPrivateKey) {
    const isMeant = (pair: KeyPair) => isPair(pair, fingerprint);
    const apply = (pair: KeyPair): KeyPair => ({
      ...pair,
      requestKey: { ...pair.requestKey, wrappedPrivateKey },
    });
    return { ...state, keyPairs: changed(state.keyPairs, isMeant, apply) };
  },
  addAuthority(state, row) {
    refuseIf(state.authorities.some(({ sha256 }) => sha256 === row.sha256));
    const others = state.authorities
      .map((one): AuthorityRow => (one.role === row.role ? { ...one, status: 'former' } : one))
      .filter(({ role, status }) => !(role === 'server' && status === 'former'));
    return { ...state, authorities: [...others, row] };
  },
  changeAuthority(state, sha256, { wrappedPrivateKey, exportedAtMs }) {
    const apply = ({ wrappedPrivateKey: before, ...row }: AuthorityRow): AuthorityRow => {
      const wrapped = wrappedPrivateKey === undefined ? before : (wrappedPrivateKey ?? undefined);
      return {
        ...row,
        ...(wrapped !== undefined && { wrappedPrivateKey: wrapped }),
        ...(exportedAtMs !== undefined && { exportedAtMs }),
      };
    };
    const isMeant = (row: AuthorityRow) => row.sha256 === sha256;
    return { ...state, authorities: changed(state.authorities, isMeant, apply) };
  },
  addApproval(state, approval) {
    refuseIf(state.approvals.some(({ id }) => id === approval.id));
    return { ...state, approvals: [...state.approvals, approval] };
  },
  changeApproval(state, id, change) {
    const isMeant = (approval: Approval) =>
      approval.id === id && approval.status === 'pending' && growsByOne(approval, change);
    const apply = (approval: Approval) => ({ ...approval, ...change });
    return { ...state, approvals: changed(state.approvals, isMeant, apply) };
  },
  setNote: (state, name, value) => ({ ...state, notes: { ...state.notes, [name]: value } }),
  audit: (state) => ({ ...state, audited: state.audited + 1 }),
};

function refuseIf(isRefused: boolean): void {
  if (isRefused) throw new Refused();
}

const requireProject = ({ projects }: OracleState, projectId: string): void =>
  refuseIf(!projects.some(({ id }) => id === projectId));

function withUse(state: OracleState, wanted: Use): readonly Use[] {
  requireProject(state, wanted.projectId);
  const known = state.keyUses.find(({ fingerprint }) => fingerprint === wanted.fingerprint);
  if (known === undefined) return [...state.keyUses, wanted];
  const { projectId, use } = known;
  refuseIf(use !== 'client-certificate' || use !== wanted.use || projectId !== wanted.projectId);
  return state.keyUses;
}

function changed<Row>(
  rows: readonly Row[],
  isMeant: (row: Row) => boolean,
  apply: (row: Row) => Row,
): readonly Row[] {
  refuseIf(!rows.some(isMeant));
  return rows.map((row) => (isMeant(row) ? apply(row) : row));
}

const isPair = ({ requestKey }: KeyPair, fingerprint: string): boolean =>
  requestKey.fingerprint === fingerprint;

const revoked =
  (revocation: { readonly atMs: number; readonly reason: RevocationReason }) =>
  <Row>(row: Row) => ({
    ...row,
    status: 'revoked' as const,
    revokedAtMs: revocation.atMs,
    revocationReason: revocation.reason,
  });

const growsByOne = (before: Approval, after: Pick<Approval, 'decisions'>): boolean =>
  after.decisions.length === before.decisions.length + 1 &&
  before.decisions.every((one, at) => JSON.stringify(one) === JSON.stringify(after.decisions[at]));
