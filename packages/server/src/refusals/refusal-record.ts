import type { DiagnosisCode } from '@whorl/contract';

/**
 * What is kept of a refusal: enough to see what was wrong, and nothing that somebody could be known by. Of a caller's own texts
 * there are only those that are on a list, or could be the name of an algorithm.
 */
export interface RefusalRecord {
  /** The correlation id of the answer: a UUID. */
  readonly id: string;
  readonly atMs: number;
  readonly status: number;
  /** Of the first fault. */
  readonly reasonCode: string;
  /** What was wrong, a fault each. */
  readonly diagnoses: readonly RefusalDiagnosis[];
  readonly certificate?: CertificateFacts;
  /** The version of TLS: `TLSv1.3`. */
  readonly tls?: string;
  /** Of the body, where it was read. */
  readonly bodyBytes?: number;
  /** A media type without its parameters, or how long a text was in place of one. */
  readonly contentType?: string;
  readonly envelope?: EnvelopeFacts;
}

/** A row of the table of diagnoses, and its sentence in this case. */
export interface RefusalDiagnosis {
  readonly code: DiagnosisCode;
  readonly sentence: string;
}

/** What a client certificate is known by. Its names are not kept: they are a stranger's texts. */
export interface CertificateFacts {
  /** Lower-case hex SHA-256 of its DER. */
  readonly sha256: string;
  /** Lower-case hex SHA-256 of its SubjectPublicKeyInfo, where the platform reads the key. */
  readonly keyFingerprint?: string;
  readonly notBeforeMs?: number;
  readonly notAfterMs?: number;
}

/** What can be said of an envelope without opening it or repeating it. */
export interface EnvelopeFacts {
  /** Lower-case hex SHA-256 of the token; only where there is something in it that nobody can guess. */
  readonly sha256?: string;
  /** As far as it can be read. */
  readonly header?: HeaderFacts;
  /** How many parts there are; of a compact JWE five. */
  readonly partCount: number;
  /** Lengths of the first six parts, decoded, in bytes. */
  readonly partBytes: readonly number[];
}

/** What a protected header says. A text that is not repeated is told by its length. */
export interface HeaderFacts {
  readonly alg?: string;
  readonly enc?: string;
  /** Lower-case hex, where it is a fingerprint. */
  readonly kid?: string;
  readonly cty?: string;
  /** Names of further members that are registered for headers. */
  readonly others?: readonly string[];
  /** How many more there are. */
  readonly unregistered?: number;
}
