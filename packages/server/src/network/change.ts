/**
 * What changes a table, as bytes: the form in which it is logged, and replayed. Identifiers are 16 bytes each,
 * as they are stored.
 */
/** An identifier as it is stored: a pseudonym under the storage key (see storage-key.ts). */
export const idBytes = 16;

/** What the tokens of one part of a name take. */
export const nameTokensBytes = 24;

/** What is counted of one purchase. */
export interface Sighted {
  readonly atMs: number;
  /** Code of each element's kind; {@link erasedCode} counts nothing. */
  readonly kinds: Uint8Array;
  /** {@link idBytes} of each element. */
  readonly ids: Uint8Array;
  /** Three bytes of each link: code of its kind, positions of its two ends. */
  readonly links: Uint8Array;
  /** For each link a byte, how many parts of a name follow, then {@link nameTokensBytes} of each. */
  readonly names: Uint8Array;
  readonly spend: StoredSpend | undefined;
}

/** An amount as it is added up. */
export interface StoredSpend {
  /** ISO 4217 numeric, as a number. */
  readonly currency: number;
  readonly tenThousandths: number;
}

/** An answered call. */
export interface CallChange extends Sighted {
  readonly type: 'call';
  readonly projectId: string;
}

/** Part of a history. */
export interface HistoryChange {
  readonly type: 'history';
  readonly projectId: string;
  readonly importId: string;
  readonly throughLine: number;
  readonly purchases: readonly (Sighted & { readonly line: number })[];
}

/** A report of fraud. Links have no names here. */
export interface ReportChange extends Sighted {
  readonly type: 'report';
  readonly by: 1 | -1;
}

/** Elements are forgotten: kinds and ids as in {@link Sighted}. */
export interface EraseChange {
  readonly type: 'erase';
  readonly kinds: Uint8Array;
  readonly ids: Uint8Array;
}

/** What was last seen before these instants is forgotten: pairs of a kind's code and an instant. */
export interface PruneChange {
  readonly type: 'prune';
  readonly before: readonly (readonly [kind: number, atMs: number])[];
}

export type Change = CallChange | HistoryChange | ReportChange | EraseChange | PruneChange;
