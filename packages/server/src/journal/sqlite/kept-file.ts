import type { JournalSource } from '../../network/journal-source.ts';
import { EntryLost } from '../../network/journal-source.ts';
import type { JournalEvent } from '../journal.ts';
import { removeDatabase } from './database.ts';
import { JournalDamage } from './faults.ts';
import type { FollowState } from './follow-state.ts';
import { JournalFile } from './journal-file.ts';
import { beginningOf } from './projection.ts';
import { idTextOf } from './row.ts';

/** What a file is kept with. */
export interface KeptFileOptions {
  readonly path: string;
  readonly source: () => Promise<JournalSource>;
  readonly report: (event: JournalEvent) => void;
}

/** A journal's file that is of its log, and is made anew when it is not. */
export class KeptFile {
  readonly #options: KeptFileOptions;
  #file: JournalFile | undefined;
  #wasMadeAnew = false;
  /** The log that it was found to be of. */
  #logId: string | undefined;

  constructor(options: KeptFileOptions) {
    this.#options = options;
  }

  /** @throws JournalUnavailable, and what the source throws */
  async open(): Promise<{ readonly file: JournalFile; readonly source: JournalSource }> {
    const source = await this.#options.source();
    this.#file ??= this.#openOrAnew();
    if (this.#logId !== source.logId) await this.#adopt(source);
    return { file: this.#file, source };
  }

  /**
   * Runs what needs the file. Where that finds it damaged, it is made anew and the work is done once more.
   *
   * @throws JournalUnavailable
   */
  async use<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof JournalDamage)) throw error;
      this.#makeAnew(error.message);
      return work();
    }
  }

  close(): void {
    this.#file?.close();
    this.#file = undefined;
  }

  #openOrAnew(): JournalFile {
    try {
      return new JournalFile(this.#options.path);
    } catch (error) {
      if (!(error instanceof JournalDamage)) throw error;
      return this.#makeAnew(error.message);
    }
  }

  /** Looks once whether the file is of this log, and whether the log holds what it has. */
  async #adopt(source: JournalSource): Promise<void> {
    const file = this.#file as JournalFile;
    const { state } = file;
    if (state !== undefined && state.logId !== source.logId)
      this.#makeAnew('the log is another now', 'journal-of-new-log');
    else {
      const why = state === undefined ? await this.#whyNew(source) : await whyNotOf(file, source);
      if (why !== undefined) this.#makeAnew(why);
    }
    const current = this.#file as JournalFile;
    if (current.state === undefined) current.add([], beginningOf(source));
    this.#logId = source.logId;
  }

  /** One that is empty is not told of where nothing was logged, or where it was told of. */
  async #whyNew(source: JournalSource): Promise<string | undefined> {
    if (this.#wasMadeAnew) return undefined;
    for await (const _ of source.commits({ number: 1, length: 0 }))
      return 'it was not there, or empty';
    return undefined;
  }

  #makeAnew(why: string, event: JournalEvent['event'] = 'journal-made-anew'): JournalFile {
    const { path, report } = this.#options;
    this.#file?.abandon();
    this.#file = undefined;
    this.#logId = undefined;
    removeDatabase(path);
    const note = `${path} is made anew from the network's log: ${why}. Nothing needs doing; what the log does not hold any more is not in it.`;
    report({ event, note });
    this.#wasMadeAnew = true;
    this.#file = new JournalFile(path);
    return this.#file;
  }
}

/** Why a file does not tell of the log that it is of; `undefined` when it does. */
async function whyNotOf(file: JournalFile, source: JournalSource): Promise<string | undefined> {
  const { file: number, length } = file.state as FollowState;
  if (!(await source.reaches({ number, length }))) return 'it goes further than the log';
  return (await isLastInLog(file, source)) ? undefined : 'its last row is not in the log';
}

async function isLastInLog(file: JournalFile, source: JournalSource): Promise<boolean> {
  const last = file.last();
  if (last === undefined) return true;
  const { file: number, offset, length, purchase, id, atMs } = last.row;
  try {
    const position = { number, offset, length };
    const entry = await source.readEntry({ position, purchase });
    const isSame = entry.type === 'past' ? id === null : id !== null && entry.id === idTextOf(id);
    return isSame && Math.trunc(entry.atMs) === atMs;
  } catch (error) {
    if (error instanceof EntryLost) return error.wasRemoved;
    throw error;
  }
}
