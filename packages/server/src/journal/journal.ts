/**
 * The journal of calls: what was answered, when, of what. It is a projection of the network's log, which is the
 * truth: the journal keeps a small row of each call and of each purchase of a history, and where in the log it
 * lies; all else is read from there. It names no element, so what is erased from the log is erased.
 *
 * - **Complete.** A question sees all that was durable when it was asked.
 * - **Exact.** Each call and purchase once, as the log has it, for as long as the journal is kept
 *   ({@link Journal.prune}).
 * - **Replaceable.** A journal that is lost, damaged or of another log is made anew from the log.
 */
import type { CallRecord, LinkRef, PastPurchase, Pseudonym } from '../network/network.ts';

/** What a row is of: a call that was answered, or a purchase that a history told. */
export type CallKind = 'call' | 'history';

/** A row of the journal. */
export interface CallSummary {
  readonly kind: CallKind;
  readonly projectId: string;
  readonly atMs: number;
  /** The answer's id; of a history there is none. */
  readonly id?: string;
  /** The score that was recorded, whether it was answered or not. */
  readonly score?: number;
}

/** A call as it was answered, without what was erased since. */
export type CallEntry = Pick<CallRecord, 'elements' | 'answer' | 'signals' | 'model'> & {
  readonly type: 'call';
  readonly links: readonly LinkRef[];
};

/** A purchase of a history, without what was erased since. */
export type PastEntry = Pick<PastPurchase, 'line' | 'elements' | 'reference'> & {
  readonly type: 'past';
  readonly links: readonly LinkRef[];
};

/** A row, and what the log holds of it. */
export interface FoundCall {
  readonly summary: CallSummary;
  /** Absent when the log does not hold it any more. */
  readonly entry?: CallEntry | PastEntry;
  /** Then: why, in a sentence. */
  readonly lost?: string;
}

/** Which rows, the newest first. */
export interface CallQuery {
  readonly projectId: string;
  readonly kind: CallKind;
  /** Inclusive. */
  readonly fromMs?: number;
  /** Exclusive. */
  readonly toMs?: number;
  /** Behind this row: what {@link CallPage.next} was. */
  readonly after?: CallCursor;
  /** At most so many. */
  readonly limit: number;
}

/** A row's place among those of its kind. */
export interface CallCursor {
  readonly atMs: number;
  /** Its place in the log, among rows of the same instant. */
  readonly seq: number;
}

/** Some rows. */
export interface CallPage {
  readonly calls: readonly CallSummary[];
  /** Where to go on, when there are more. */
  readonly next?: CallCursor;
}

/** The journal cannot answer now. The message says why, and what to do. */
export class JournalUnavailable extends Error {
  override readonly name = 'JournalUnavailable';
}

/** Every question rejects with {@link JournalUnavailable} while it cannot be answered. */
export interface Journal {
  /** The call of that id; `undefined` when there is none. */
  find(id: string): Promise<FoundCall | undefined>;
  list(query: CallQuery): Promise<CallPage>;
  /** The purchases of a project's histories under that reference, the newest first, at most 10. */
  findReference(projectId: string, reference: Pseudonym): Promise<readonly FoundCall[]>;
  /** How many calls and purchases of a project it holds. */
  count(projectId: string): Promise<Readonly<Record<CallKind, number>>>;
  /** Says that the log has grown: it is followed soon. Takes no time, and may be passed on alone. */
  readonly follow: () => void;
  /** Removes rows that are older than the journal is kept. @returns how many */
  prune(): Promise<number>;
  /** Finishes what was begun, then lets go of its file. */
  close(): Promise<void>;
}

/** Something the operator should know. */
export interface JournalEvent {
  /**
   * - `journal-made-anew`: it was lost or damaged, and is projected from the log.
   * - `journal-of-new-log`: likewise, as the log is another: so it is after each restore and rekey, and no warning.
   * - `journal-not-written`: it does not follow the log for now; it is tried again.
   */
  readonly event: 'journal-made-anew' | 'journal-of-new-log' | 'journal-not-written';
  /** What happened, where, what to do. */
  readonly note: string;
  readonly err?: unknown;
}
