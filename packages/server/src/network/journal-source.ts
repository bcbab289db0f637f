/** What a journal reads of a network's log: what happened when, and where it lies. */
import type { LogPosition, RecordPosition } from './embedded/log-files.ts';
import type { JournalEntry, JournalRow } from './embedded/record/journal.ts';
import type { Pseudonym } from './network.ts';

/** A row of the journal, and where in the log its record lies. */
export interface PlacedRow extends JournalRow {
  readonly position: RecordPosition;
}

/** What was committed at once. */
export interface JournalCommit {
  /** Read one by one: a commit of a history may have ten thousand. Of what is no purchase there are none. */
  readonly rows: Iterable<PlacedRow>;
  /** Where the log goes on. */
  readonly end: LogPosition;
}

/** The log does not hold a record any more. The message says why. */
export class EntryLost extends Error {
  override readonly name = 'EntryLost';
  /** Whether its part of the log was removed; else it is damaged. */
  readonly wasRemoved: boolean;

  constructor(message: string, { cause }: { readonly cause?: unknown } = {}) {
    super(message, { cause });
    this.wasRemoved = cause === undefined;
  }
}

/** The log as a journal follows it. */
export interface JournalSource {
  /**
   * Which log it is: in another generation the same lies elsewhere, or is named otherwise. 16 hex digits that
   * open nothing.
   */
  readonly logId: string;
  /**
   * What is durable, from a place between two commits on; of what was pruned nothing. It ends where the log does
   * when it is asked for.
   *
   * @throws LogDamage
   */
  commits(from: LogPosition): AsyncGenerator<JournalCommit>;
  /** Whether the log goes as far as that: it may have been replaced by an older one. */
  reaches(position: LogPosition): Promise<boolean>;
  /**
   * The whole of a row.
   *
   * @throws EntryLost when the log does not hold it any more; the message says why
   */
  readEntry(row: Pick<PlacedRow, 'position' | 'purchase'>): Promise<JournalEntry>;
  /** A reference as rows have it: sealed, as it lies in the log. */
  storedReference(reference: Pseudonym): string;
}
