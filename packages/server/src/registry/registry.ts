/**
 * Projects, the credentials they call with and the keys they seal with, of one environment.
 * Every look-up answers from what is stored now: a revocation is effective on the next request.
 */

/** A customer of an environment: it owns credentials, key pairs and one identity network. */
export interface Project {
  readonly id: string;
  readonly name: string;
  readonly status: 'active' | 'suspended';
  /** Whether the project may use the insights service at all. */
  readonly entitled: boolean;
  /** The project's network key, wrapped under the master key (see pki/keyring.ts). */
  readonly wrappedNetworkKey: string;
  /**
   * The key of device identifiers, wrapped likewise. A key of its own, so that the identifiers
   * callers keep outlive any rotation of the network key.
   */
  readonly wrappedDeviceKey: string;
}

/** A client certificate that may call in a project's name, found by the SHA-256 of its DER bytes. */
export interface Credential {
  /** Lower-case hex SHA-256 of the certificate's DER. */
  readonly sha256: string;
  readonly projectId: string;
  readonly commonName: string;
  readonly status: 'active' | 'suspended' | 'revoked';
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
}

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
  };
  readonly responseKey: {
    readonly fingerprint: string;
    /** SubjectPublicKeyInfo, PEM. */
    readonly publicKeyPem: string;
  };
}

/** A registry that cannot be used so. The message says what is wrong and what to do. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';
}

/**
 * The promise that every store keeps; testing/contract.ts holds them to it.
 *
 * - What it answers is frozen, and a copy: neither side can change the other's.
 * - A change that was acknowledged outlives a crash. Changes made at once are all kept.
 * - A project's id and name, a credential's hash and a request key's fingerprint are there once.
 *
 * Changes throw RegistryError for what is there already, for what is not there to be changed, and
 * after `close`.
 */
export interface Registry {
  findProject(id: string): Promise<Project | undefined>;
  findProjectByName(name: string): Promise<Project | undefined>;
  findCredential(sha256: string): Promise<Credential | undefined>;
  /** All of a project's key pairs, revoked ones too. */
  listKeyPairs(projectId: string): Promise<readonly KeyPair[]>;
  addProject(project: Project): Promise<void>;
  addCredential(credential: Credential): Promise<void>;
  addKeyPair(pair: KeyPair): Promise<void>;
  setProjectStatus(
    id: string,
    change: Partial<Pick<Project, 'status' | 'entitled'>>,
  ): Promise<void>;
  setCredentialStatus(sha256: string, status: Credential['status']): Promise<void>;
  setKeyPairStatus(fingerprint: string, status: KeyPair['status']): Promise<void>;
  /** Resolves when every change begun before is kept. */
  close(): Promise<void>;
}
