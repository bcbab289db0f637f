import type { EnvironmentName } from '../admin/with-admin.ts';

/**
 * `config.json` of a kit: all that its program is told. Programs of ten languages read it, and the doctor
 * does; a member that is not known is left out.
 */
export interface KitConfig {
  /** Ends in `/identity`; calls go to `{baseUrl}/transactions`. */
  readonly baseUrl: string;
  readonly environment: EnvironmentName;
  readonly project: string;
  /** Lower-case hex SHA-256 of the request key's SubjectPublicKeyInfo: the `kid` of a request. */
  readonly requestKeyFingerprint: string;
  /** Lower-case hex SHA-256 of the request key's certificate, which some clients send as `kid`. */
  readonly requestKeyCertificateFingerprint?: string;
  /** Lower-case hex SHA-256 of the response key's SubjectPublicKeyInfo: the `kid` of an answer. */
  readonly responseKeyFingerprint?: string;
  /** The friendly name of the key in `files.responseKeyStore`. */
  readonly keyStoreAlias?: string;
  readonly files: KitFiles;
}

/** Paths of the credentials, absolute or relative to the kit's folder. */
export interface KitFiles {
  /** Authorities to trust for the server, PEM; without it the system's own are, as for a public host. */
  readonly ca?: string;
  /** Client certificate and its issuer, PEM. */
  readonly certificate: string;
  /** The client certificate's private key, PEM. */
  readonly privateKey: string;
  /** The public Client Encryption Key, PEM: requests are encrypted to it. */
  readonly requestKey: string;
  /** The private response key, PEM: answers are decrypted with it. */
  readonly responseKey: string;
  /** Client certificate and private key as PKCS#12, and the file with its password. */
  readonly keyStore?: string;
  readonly keyStorePassword?: string;
  /** The response key as PKCS#12, and the file with its password. */
  readonly responseKeyStore?: string;
  readonly responseKeyStorePassword?: string;
}
