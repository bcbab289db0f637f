import { setImmediate } from 'node:timers/promises';
import { EntryLost, type JournalSource } from '../../network/journal-source.ts';
import type { Pseudonym } from '../../network/network.ts';
import {
  type CallCursor,
  type CallPage,
  type CallQuery,
  type CallSummary,
  type FoundCall,
  type Journal,
  type JournalEvent,
  JournalUnavailable,
} from '../journal.ts';
import { JournalDamage } from './faults.ts';
import { Follower } from './follower.ts';
import type { JournalFile, KeptRow } from './journal-file.ts';
import { KeptFile } from './kept-file.ts';
import { project } from './projection.ts';
import { idBytesOf, idTextOf, kindCodes } from './row.ts';

export interface SqliteJournalOptions {
  /** The file; made, its owner's alone, where there is none. One process at a time. */
  readonly path: string;
  /** The log as it is now: it may be replaced. */
  readonly source: () => Promise<JournalSource>;
  readonly clock: { readonly nowMs: () => number };
  /** How long rows are kept. */
  readonly days: number;
  /** How long a question waits until the log was followed. 10 s unless told. */
  readonly patienceMs?: number;
  readonly report?: (event: JournalEvent) => void;
}

/**
 * Opens the journal of a log, in a SQLite file beside it. The log is followed from where that was left, soon after
 * it grew and before each question; nothing waits for it but questions.
 *
 * @example
 * const source = async () => journalSourceOf(network, storageKey);
 * const journal = await openSqliteJournal({ path, source, clock: systemClock, days: 400 });
 * await journal.list({ projectId, kind: 'call', limit: 20 });
 */
export async function openSqliteJournal(options: SqliteJournalOptions): Promise<Journal> {
  const journal = new SqliteJournal(options);
  await journal.begin();
  return journal;
}

const dayMs = 24 * 60 * 60_000;
const removedAtOnce = 16;

class SqliteJournal implements Journal {
  readonly #options: SqliteJournalOptions;
  readonly #kept: KeptFile;
  readonly #follower: Follower;
  readonly #report: (event: JournalEvent) => void;
  #isFailureTold = false;

  constructor(options: SqliteJournalOptions) {
    const { report = () => undefined } = options;
    this.#options = options;
    this.#report = report;
    this.#kept = new KeptFile({ ...options, report });
    this.#follower = new Follower(
      () => this.#followLog(),
      (error) => this.#tellFailure(error),
    );
  }

  /** Opens the file; where that fails it is tried again, and calls go on. */
  async begin(): Promise<void> {
    await this.#kept.use(() => this.#kept.open()).catch((error) => this.#tellFailure(error));
    this.follow();
  }

  find(id: string): Promise<FoundCall | undefined> {
    return this.#ask(async ({ file, source }) => {
      const bytes = idBytesOf(id);
      const kept = bytes && file.find(bytes);
      return kept && (await readFound(kept, source));
    });
  }

  list(query: CallQuery): Promise<CallPage> {
    return this.#ask(async ({ file }) => {
      const { limit } = query;
      const found = file.list({ ...query, limit: limit + 1 });
      const rows = found.slice(0, limit);
      const next = found.length > limit ? cursorOf(rows.at(-1)) : undefined;
      return { calls: rows.map(summaryOf), ...(next && { next }) };
    });
  }

  findReference(projectId: string, reference: Pseudonym): Promise<readonly FoundCall[]> {
    return this.#ask(async ({ file, source }) => {
      const stored = Buffer.from(source.storedReference(reference), 'hex');
      const kept = file.findReference(projectId, stored);
      return Promise.all(kept.map((one) => readFound(one, source)));
    });
  }

  count(projectId: string): ReturnType<Journal['count']> {
    return this.#ask(async ({ file }) => {
      const { calls, purchases } = file.count(projectId);
      return { call: calls, history: purchases };
    });
  }

  readonly follow = (): void => this.#follower.soon();

  prune(): Promise<number> {
    return this.#kept.use(async () => {
      let removed = 0;
      for (;;) {
        const { file } = await this.#kept.open();
        const some = file.removeBefore(this.#cutMs, removedAtOnce);
        removed += some;
        if (some < removedAtOnce || this.#follower.isClosed) return removed;
        await setImmediate();
      }
    });
  }

  async close(): Promise<void> {
    await this.#follower.close();
    this.#kept.close();
  }

  get #cutMs(): number {
    return this.#options.clock.nowMs() - this.#options.days * dayMs;
  }

  async #followLog(): Promise<void> {
    await this.#kept.use(async () => {
      const { source } = await this.#kept.open();
      try {
        await this.#project();
      } catch (error) {
        const isReplaced = (await this.#options.source()).logId !== source.logId;
        if (!isReplaced) throw error;
        await this.#project();
      }
    });
    this.#isFailureTold = false;
  }

  async #project(): Promise<void> {
    const isStopped = () => this.#follower.isClosed;
    await project({ ...(await this.#kept.open()), cutMs: this.#cutMs, isStopped });
  }

  /** Answers from rows that hold all that was durable when it was asked. */
  #ask<Answer>(
    ask: (parts: { readonly file: JournalFile; readonly source: JournalSource }) => Promise<Answer>,
  ): Promise<Answer> {
    return this.#kept.use(async () => {
      await this.#catchUp();
      return ask(await this.#kept.open());
    });
  }

  async #catchUp(): Promise<void> {
    const { patienceMs = 10_000 } = this.#options;
    const late = Promise.withResolvers<never>();
    const timeout = setTimeout(() => late.reject(stillFollowing()), patienceMs);
    try {
      await Promise.race([this.#follower.now(), late.promise]);
    } catch (error) {
      throw unavailable(error);
    } finally {
      clearTimeout(timeout);
    }
  }

  #tellFailure(err: unknown): void {
    if (this.#isFailureTold || this.#follower.isClosed) return;
    this.#isFailureTold = true;
    const why = err instanceof Error ? err.message : String(err);
    const note = `${this.#options.path} does not follow the network's log for now; calls are answered and logged as ever. ${why}`;
    this.#report({ event: 'journal-not-written', note, err });
  }
}

const stillFollowing = (): JournalUnavailable =>
  new JournalUnavailable(
    'The journal is still being made from the log of calls, which is long. Ask again in a minute.',
  );

/** Damage is cured by who asked; all else is why there is no answer. */
function unavailable(error: unknown): unknown {
  if (error instanceof JournalDamage || error instanceof JournalUnavailable) return error;
  const why = error instanceof Error ? error.message : String(error);
  return new JournalUnavailable(`The log of calls cannot be followed. ${why}`, { cause: error });
}

function summaryOf({ row, project: { id: projectId } }: KeptRow): CallSummary {
  const { kind, atMs, id, score } = row;
  return {
    kind: kind === kindCodes.call ? 'call' : 'history',
    projectId,
    atMs,
    ...(id !== null && { id: idTextOf(id) }),
    ...(score !== null && { score }),
  };
}

function cursorOf(kept: KeptRow | undefined): CallCursor | undefined {
  return kept && { atMs: kept.row.atMs, seq: kept.row.seq };
}

async function readFound(kept: KeptRow, source: JournalSource): Promise<FoundCall> {
  const summary = summaryOf(kept);
  const { file: number, offset, length, purchase } = kept.row;
  try {
    const position = { number, offset, length };
    const entry = await source.readEntry({ position, purchase });
    if (entry.projectId !== summary.projectId || (entry.type === 'call' && entry.id !== summary.id))
      throw new JournalDamage('a row in it does not lie where it says');
    return { summary, entry };
  } catch (error) {
    if (error instanceof EntryLost) return { summary, lost: error.message };
    throw error;
  }
}
