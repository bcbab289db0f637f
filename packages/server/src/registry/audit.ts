/**
 * The audit trail: who changed what, when. It only grows, and each record's MAC covers the one before it,
 * under a key that lies outside the database: whoever can write the database alone can neither change a
 * record, nor take one out, nor add one, without `verify` telling. What was cut off at the end shows
 * against a head that was exported before.
 */

/** One thing that was done, as it is told to the trail. */
export interface AuditEntry {
  readonly atMs: number;
  /** `account:<id>`, `token:<id>`, `os:<user>` or `service`. */
  readonly actor: string;
  /** The operation's id in api/admin.yaml, or what the service does by itself. */
  readonly operation: string;
  /** What it was done to: an id or a fingerprint. */
  readonly target?: string;
  /** What else is worth knowing; never a secret, never a shopper's identity. */
  readonly details?: Readonly<Record<string, string | number | boolean>>;
}

/** An entry in its place in the chain. */
export interface AuditRecord extends AuditEntry {
  /** 1 for the first, then without a gap. */
  readonly seq: number;
  /** Lower-case hex HMAC-SHA-256 over the MAC before it and the canonical entry. */
  readonly mac: string;
}

/** The newest link of a chain. */
export interface AuditHead {
  readonly seq: number;
  readonly mac: string;
}

/** What a check of a whole chain found. */
export type AuditVerdict =
  | { readonly ok: true; readonly head: AuditHead }
  | { readonly ok: false; readonly seq: number; readonly sentence: string };

/** A trail that stands by itself, for what belongs to no environment: accounts, tokens, the master key. */
export interface AuditTrail {
  append(entry: AuditEntry): Promise<void>;
  /** Entries after a sequence number, oldest first. */
  list(options: {
    readonly after: number;
    readonly limit: number;
  }): Promise<readonly AuditRecord[]>;
  head(): Promise<AuditHead>;
  /** @param exported heads that were exported before: each must still be in its place */
  verify(exported: readonly AuditHead[]): Promise<AuditVerdict>;
  close(): Promise<void>;
}
