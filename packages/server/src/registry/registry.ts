/**
 * What an environment knows of its customers: projects, who works on them, the credentials they call with,
 * the keys they seal with, its authorities, the approvals it waits for and the trail of everything that
 * was changed. One registry an environment; `testing/contract.ts` holds every store to this promise.
 *
 * - **Answers** are frozen, and copies: neither side can change the other's. Look-ups answer from what
 *   is stored now, so that a revocation is effective on the next request.
 * - **One change, whole or not at all.** {@link Registry.change} runs a step's edits and its entry in the
 *   audit trail in one transaction. It resolves when all of it outlives a crash; when it rejects, or the
 *   process dies before, nothing of it was done: a step in which an edit was refused is never kept, though
 *   it went on. Steps run one after the other.
 * - **Two at once.** An edit says what it expects to find. Whoever comes second finds it changed: RegistryConflict.
 * - **Once only.** A project's id and name, a credential's hash, a request key's fingerprint. A public key
 *   serves one purpose of one project ({@link KeyUse}), and one row, but that a certificate may be renewed
 *   over its key. Credentials and key pairs are of a project that is there.
 * - **Order.** Lists are in the order in which rows were added.
 */
import type { AuditEntry, AuditHead, AuditRecord, AuditVerdict } from './audit.ts';

export type EnvironmentName = 'sandbox' | 'production';

/** Somebody to ask or to warn; the operator's customer's staff, not a shopper. */
export interface Contact {
  readonly name: string;
  readonly email: string;
  readonly purpose: 'technical' | 'security';
}

/** A customer of an environment: it owns credentials, key pairs and one identity network. */
export interface Project {
  /** A UUID. */
  readonly id: string;
  /** Lower-case letters, digits and hyphens; what people type. */
  readonly name: string;
  /** The company's name, the O of its certificates. */
  readonly company: string;
  /** What ends the CN of its certificates. */
  readonly companyId: string;
  readonly status: 'active' | 'suspended';
  /** Whether the project may use the insights service at all. */
  readonly entitled: boolean;
  readonly contacts: readonly Contact[];
  /** Accounts whose developers may work on it, by account id. */
  readonly memberIds: readonly string[];
  /** The project's network key, wrapped under the master key (see pki/keyring.ts). */
  readonly wrappedNetworkKey: string;
  /**
   * The key of device identifiers, wrapped likewise. A key of its own, so that the identifiers
   * callers keep outlive any rotation of the network key.
   */
  readonly wrappedDeviceKey: string;
  /** Where the project was put on another's network: that project, and its network key, wrapped for this one. */
  readonly sharedNetwork?: { readonly projectId: string; readonly wrappedNetworkKey: string };
  /** In production: the sandbox project it was promoted from. */
  readonly promotedFrom?: string;
  readonly createdAtMs: number;
}

/** A client certificate that may call in a project's name, found by the SHA-256 of its DER bytes. */
export interface Credential {
  /** Lower-case hex SHA-256 of the certificate's DER. */
  readonly sha256: string;
  readonly projectId: string;
  readonly commonName: string;
  /** `issued` by this environment's authority, or `registered`: made elsewhere and pinned by its bytes. */
  readonly origin: 'issued' | 'registered';
  readonly status: 'active' | 'suspended' | 'revoked';
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  /** Lower-case hex, as in the certificate. */
  readonly serial: string;
  /** Lower-case hex SHA-256 of the DER SubjectPublicKeyInfo. */
  readonly keyFingerprint: string;
  readonly certificatePem: string;
  /** The certificate that issued it: announced to clients, and what a revocation list is signed by. */
  readonly issuerPem: string;
  readonly createdAtMs: number;
  readonly revokedAtMs?: number;
  readonly revocationReason?: RevocationReason;
}

/** Why something was revoked (RFC 5280 §5.3.1). */
export const revocationReasons = [
  'unspecified',
  'key-compromise',
  'affiliation-changed',
  'superseded',
  'cessation-of-operation',
  'privilege-withdrawn',
] as const;
export type RevocationReason = (typeof revocationReasons)[number];

/**
 * A Client Encryption Key and the response key it is linked to: requests are encrypted to the
 * first, whose private half is ours; answers to the second, whose private half is the caller's.
 */
export interface KeyPair {
  readonly projectId: string;
  readonly status: 'active' | 'revoked';
  readonly requestKey: {
    /** Lower-case hex SHA-256 of the DER SubjectPublicKeyInfo: the `kid` most clients send. */
    readonly fingerprint: string;
    /** Lower-case hex SHA-256 of the certificate's DER: the `kid` some clients send instead. */
    readonly certificateFingerprint: string;
    /** Made once and never reissued, since its hash is a `kid`. */
    readonly certificatePem: string;
    /** PKCS#8 DER wrapped under the master key. */
    readonly wrappedPrivateKey: string;
    /** When its certificate ends. The key goes on working: clients warn of the certificate. */
    readonly notAfterMs: number;
  };
  readonly responseKey: {
    readonly fingerprint: string;
    /** SubjectPublicKeyInfo, PEM. */
    readonly publicKeyPem: string;
    /** `brought` by the caller as a public key, or `made` here and handed over once. */
    readonly origin: 'brought' | 'made';
  };
  readonly createdAtMs: number;
  readonly revokedAtMs?: number;
  readonly revocationReason?: RevocationReason;
}

/** What a public key is for. A key that has one use can have no other, nor the same for another project. */
export type KeyUse = 'client-certificate' | 'request-key' | 'response-key';

/** Who signs, or what a listener shows. */
export type AuthorityRole = 'client-root' | 'client-issuer' | 'server-root' | 'server';

/** An authority's certificate and key. Of each role one is current; former issuers are still believed. */
export interface AuthorityRow {
  readonly role: AuthorityRole;
  /** Lower-case hex SHA-256 of the certificate's DER. */
  readonly sha256: string;
  readonly status: 'current' | 'former';
  readonly certificatePem: string;
  /** PKCS#8 DER wrapped under the master key; absent while the key is offline. */
  readonly wrappedPrivateKey?: string;
  /** When the key was last exported, so that it may be removed. */
  readonly exportedAtMs?: number;
  readonly createdAtMs: number;
}

/** A step that waits for people. It is bound to the hash of the exact request: nothing else runs in its name. */
export interface Approval {
  /** A UUID. */
  readonly id: string;
  /** The operation's id in api/admin.yaml. */
  readonly operation: string;
  /** The request, as canonical JSON: operation, environment, path parameters, body. */
  readonly request: string;
  /** Lower-case hex SHA-256 of `request`. */
  readonly requestHash: string;
  readonly status: 'pending' | 'approved' | 'rejected';
  /** The account that asked. It never decides. */
  readonly requestedBy: string;
  readonly requestedAtMs: number;
  /** Nothing is decided after this. */
  readonly expiresAtMs: number;
  readonly decisions: readonly Decision[];
}

export interface Decision {
  /** The account that decided; each decides once. */
  readonly by: string;
  readonly decision: 'approve' | 'reject';
  readonly atMs: number;
}

/** A registry that cannot be used so. The message says what is wrong and what to do. */
export class RegistryError extends Error {
  override readonly name: string = 'RegistryError';
}

/** Somebody else was first, or what is to be changed is not as it was expected to be. */
export class RegistryConflict extends RegistryError {
  override readonly name = 'RegistryConflict';
}

/** Which credentials are meant: every member that is there must hold. */
export interface CredentialQuestion
  extends Partial<Pick<Credential, 'projectId' | 'commonName' | 'origin' | 'status'>> {
  readonly endsBeforeMs?: number;
}

/** What can be looked up, within a step and outside of one. */
export interface RegistryReads {
  findProject(id: string): Promise<Project | undefined>;
  findProjectByName(name: string): Promise<Project | undefined>;
  listProjects(): Promise<readonly Project[]>;
  findCredential(sha256: string): Promise<Credential | undefined>;
  /** Those that a question is about: of all projects, revoked ones too, unless it says otherwise. */
  listCredentials(about?: CredentialQuestion): Promise<readonly Credential[]>;
  /** Of one project, or of all; revoked ones too. */
  listKeyPairs(projectId?: string): Promise<readonly KeyPair[]>;
  /** Whose a public key is and for what, by its SPKI fingerprint. */
  findKeyUse(
    fingerprint: string,
  ): Promise<{ readonly projectId: string; readonly use: KeyUse } | undefined>;
  listAuthorities(): Promise<readonly AuthorityRow[]>;
  findApproval(id: string): Promise<Approval | undefined>;
  listApprovals(): Promise<readonly Approval[]>;
  /** Entries after a sequence number, oldest first, at most `limit`. */
  listAudit(options: {
    readonly after: number;
    readonly limit: number;
  }): Promise<readonly AuditRecord[]>;
  /** The newest link of the chain; `seq` 0 and an empty `mac` while there is none. */
  auditHead(): Promise<AuditHead>;
  /** A number or text of the service's own, by name: the revocation list's number, a reminder that was sent. */
  findNote(name: string): Promise<string | undefined>;
}

/** What a step may change. Each throws RegistryConflict for what is there already, or is not as expected. */
export interface RegistryEdits extends RegistryReads {
  addProject(project: Project): Promise<void>;
  changeProject(
    id: string,
    change: Partial<
      Pick<
        Project,
        'status' | 'entitled' | 'contacts' | 'memberIds' | 'wrappedNetworkKey' | 'wrappedDeviceKey'
      >
    > & {
      /** `null` takes the project off a shared network. */
      readonly sharedNetwork?: Project['sharedNetwork'] | null;
    },
  ): Promise<void>;
  /** Notes the use of its key as well. */
  addCredential(credential: Credential): Promise<void>;
  /** Expects it not to be revoked: what is suspended is revoked as it is. */
  revokeCredential(
    sha256: string,
    revocation: { readonly atMs: number; readonly reason: RevocationReason },
  ): Promise<void>;
  /** Expects it not to be revoked. */
  setCredentialStatus(sha256: string, status: 'active' | 'suspended'): Promise<void>;
  /** Notes the uses of both its keys as well. */
  addKeyPair(pair: KeyPair): Promise<void>;
  /** By the request key's fingerprint. Expects it to be active. */
  revokeKeyPair(
    fingerprint: string,
    revocation: { readonly atMs: number; readonly reason: RevocationReason },
  ): Promise<void>;
  /** Replaces what a request key's private half is wrapped as. */
  rewrapKeyPair(fingerprint: string, wrappedPrivateKey: string): Promise<void>;
  /** The one that was current in its role becomes a former one; former `server` rows are dropped. */
  addAuthority(row: AuthorityRow): Promise<void>;
  /** By the certificate's hash; `null` takes the key away. */
  changeAuthority(
    sha256: string,
    change: { readonly wrappedPrivateKey?: string | null; readonly exportedAtMs?: number },
  ): Promise<void>;
  addApproval(approval: Approval): Promise<void>;
  /** Expects it to be pending and `decisions` to be longer than what is there by one. */
  changeApproval(id: string, change: Pick<Approval, 'status' | 'decisions'>): Promise<void>;
  setNote(name: string, value: string): Promise<void>;
  /** Adds to the audit trail; a step of ours always does. */
  audit(entry: AuditEntry): Promise<void>;
}

export interface Registry extends RegistryReads {
  /**
   * Runs one step in one transaction; `edit` must not touch the registry in any other way than through
   * what it is given, nor after it has settled: both are refused with RegistryError.
   *
   * @example
   * await registry.change(async (edits) => {
   *   await edits.revokeCredential(sha256, { atMs, reason: 'key-compromise' });
   *   await edits.audit({ atMs, actor: 'account:7', operation: 'credential.revoke', target: sha256 });
   * });
   */
  change<Result>(edit: (edits: RegistryEdits) => Promise<Result>): Promise<Result>;
  /**
   * Checks the whole audit trail.
   *
   * @param exported heads that were exported before: each must still be in its place
   */
  verifyAudit(exported: readonly AuditHead[]): Promise<AuditVerdict>;
  /** Sees to it that what was removed can be read from the disk no more. */
  purge(): Promise<void>;
  /** Resolves when every change begun before is kept. Later use throws RegistryError. */
  close(): Promise<void>;
}
