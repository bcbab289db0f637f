/** The one schema of our databases on SQLite: the rows as kysely sees them, and how the tables are made. */
import type { Generated } from 'kysely';
import type {
  Approval,
  AuthorityRow,
  Credential,
  KeyPair,
  KeyUse,
  Project,
  RevocationReason,
} from '../registry.ts';

/** The tables of a registry. Columns are named as the fields they keep; what is JSON is said so. */
export interface Tables extends AuditTables {
  readonly projects: ProjectTable;
  readonly credentials: CredentialTable;
  readonly keyPairs: KeyPairTable;
  readonly keyUses: KeyUseTable;
  readonly authorities: AuthorityTable;
  readonly approvals: ApprovalTable;
  readonly notes: { readonly name: string; readonly value: string };
}

/** What every database with an audit trail has. */
export interface AuditTables {
  readonly audit: AuditTable;
}

/** The order in which rows were added. A row's id is often none that sorts. */
interface Added {
  readonly added: Generated<number>;
}

interface Revocable {
  readonly revokedAtMs: number | null;
  readonly revocationReason: RevocationReason | null;
}

/**
 * Contacts and members are JSON: they are read and replaced with their project, and no query looks into
 * them, so that a project stays one row and a look-up one step of an index.
 */
interface ProjectTable extends Added {
  readonly id: string;
  readonly name: string;
  readonly company: string;
  readonly companyId: string;
  readonly status: Project['status'];
  readonly entitled: 0 | 1;
  /** JSON. */
  readonly contacts: string;
  /** JSON. */
  readonly memberIds: string;
  readonly wrappedNetworkKey: string;
  readonly wrappedDeviceKey: string;
  readonly sharedProjectId: string | null;
  readonly sharedWrappedNetworkKey: string | null;
  readonly promotedFrom: string | null;
  readonly createdAtMs: number;
}

interface CredentialTable extends Added, Revocable {
  readonly sha256: string;
  readonly projectId: string;
  readonly commonName: string;
  readonly origin: Credential['origin'];
  readonly status: Credential['status'];
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  readonly serial: string;
  readonly keyFingerprint: string;
  readonly certificatePem: string;
  readonly issuerPem: string;
  readonly createdAtMs: number;
}

interface KeyPairTable extends Added, Revocable {
  readonly fingerprint: string;
  readonly projectId: string;
  readonly status: KeyPair['status'];
  readonly certificateFingerprint: string;
  readonly certificatePem: string;
  readonly wrappedPrivateKey: string;
  readonly notAfterMs: number;
  readonly responseFingerprint: string;
  readonly responsePublicKeyPem: string;
  readonly responseOrigin: KeyPair['responseKey']['origin'];
  readonly createdAtMs: number;
}

interface KeyUseTable {
  readonly fingerprint: string;
  readonly projectId: string;
  readonly use: KeyUse;
}

interface AuthorityTable extends Added {
  readonly role: AuthorityRow['role'];
  readonly sha256: string;
  readonly status: AuthorityRow['status'];
  readonly certificatePem: string;
  readonly wrappedPrivateKey: string | null;
  readonly exportedAtMs: number | null;
  readonly createdAtMs: number;
}

interface ApprovalTable extends Added {
  readonly id: string;
  readonly operation: string;
  readonly request: string;
  readonly requestHash: string;
  readonly status: Approval['status'];
  readonly requestedBy: string;
  readonly requestedAtMs: number;
  readonly expiresAtMs: number;
  /** JSON. */
  readonly decisions: string;
}

interface AuditTable {
  readonly seq: number;
  readonly atMs: number;
  readonly actor: string;
  readonly operation: string;
  readonly target: string | null;
  /** JSON. */
  readonly details: string | null;
  readonly mac: string;
}

/** What a database is for: it is marked so, and nothing else is taken for it. */
export interface DatabaseKind {
  /** SQLite's `application_id`: four letters. */
  readonly applicationId: number;
  /** What to do when its file cannot be used. */
  readonly cure: string;
  /**
   * Step by step; SQLite's `user_version` says how many a file has had. A step is never changed once it was
   * released: a new one is added.
   */
  readonly migrations: readonly string[];
}

/** The database lets nobody change a record or take one out, as long as they leave its triggers alone. */
const auditTable = `
  create table audit (
    seq integer primary key, atMs integer not null, actor text not null, operation text not null,
    target text, details text, mac text not null) strict;
  create trigger audit_in_order before insert on audit
    when new.seq <> (select coalesce(max(seq), 0) + 1 from audit)
    begin select raise(abort, 'an audit trail has no gaps'); end;
  create trigger audit_not_changed before update on audit
    begin select raise(abort, 'an audit trail only grows'); end;
  create trigger audit_not_removed before delete on audit
    begin select raise(abort, 'an audit trail only grows'); end;
`;

const registryTables = `
  create table projects (
    added integer primary key, id text not null unique, name text not null unique,
    company text not null, companyId text not null,
    status text not null check (status in ('active', 'suspended')),
    entitled integer not null check (entitled in (0, 1)),
    contacts text not null, memberIds text not null,
    wrappedNetworkKey text not null, wrappedDeviceKey text not null,
    sharedProjectId text references projects (id), sharedWrappedNetworkKey text,
    promotedFrom text, createdAtMs integer not null,
    check ((sharedProjectId is null) = (sharedWrappedNetworkKey is null))) strict;

  create table keyUses (
    fingerprint text not null primary key, projectId text not null references projects (id),
    use text not null check (use in ('client-certificate', 'request-key', 'response-key'))
    ) strict, without rowid;

  create table credentials (
    added integer primary key, sha256 text not null unique,
    projectId text not null references projects (id), commonName text not null,
    origin text not null check (origin in ('issued', 'registered')),
    status text not null check (status in ('active', 'suspended', 'revoked')),
    notBeforeMs integer not null, notAfterMs integer not null, serial text not null,
    keyFingerprint text not null references keyUses (fingerprint),
    certificatePem text not null, issuerPem text not null, createdAtMs integer not null,
    revokedAtMs integer, revocationReason text) strict;
  create index credentials_of_project on credentials (projectId);
  create index credentials_by_name on credentials (commonName);
  create index credentials_by_end on credentials (notAfterMs);
  create index credentials_revoked on credentials (status) where status = 'revoked';
  create index credentials_registered on credentials (origin) where origin = 'registered';

  create table keyPairs (
    added integer primary key, fingerprint text not null unique references keyUses (fingerprint),
    projectId text not null references projects (id),
    status text not null check (status in ('active', 'revoked')),
    certificateFingerprint text not null, certificatePem text not null,
    wrappedPrivateKey text not null, notAfterMs integer not null,
    responseFingerprint text not null references keyUses (fingerprint),
    responsePublicKeyPem text not null,
    responseOrigin text not null check (responseOrigin in ('brought', 'made')),
    createdAtMs integer not null, revokedAtMs integer, revocationReason text) strict;
  create index keyPairs_of_project on keyPairs (projectId);

  create table authorities (
    added integer primary key, sha256 text not null unique,
    role text not null check (role in ('client-root', 'client-issuer', 'server-root', 'server')),
    status text not null check (status in ('current', 'former')), certificatePem text not null,
    wrappedPrivateKey text, exportedAtMs integer, createdAtMs integer not null) strict;
  create unique index one_current_authority on authorities (role) where status = 'current';

  create table approvals (
    added integer primary key, id text not null unique, operation text not null,
    request text not null, requestHash text not null,
    status text not null check (status in ('pending', 'approved', 'rejected')),
    requestedBy text not null, requestedAtMs integer not null, expiresAtMs integer not null,
    decisions text not null) strict;

  create table notes (name text not null primary key, value text not null) strict, without rowid;
`;

/** An environment's registry. */
export const registryKind: DatabaseKind = {
  applicationId: 0x57_52_45_47, // WREG
  cure: 'Restore it from a copy; without it no caller is known.',
  migrations: [registryTables + auditTable],
};

/** An audit trail by itself. */
export const auditTrailKind: DatabaseKind = {
  applicationId: 0x57_41_55_44, // WAUD
  cure: 'Keep it to look into, and restore a copy.',
  migrations: [auditTable],
};
