/** A network with its log and its journal, in a folder of their own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type EmbeddedNetwork,
  openEmbeddedNetwork,
} from '../../network/embedded/embedded-network.ts';
import { journalSourceOf } from '../../network/embedded/journal-source.ts';
import { createStorageKey, type StorageKey } from '../../network/storage-key.ts';
import { noonMs } from '../../network/testing/calls.ts';
import type { Journal, JournalEvent } from '../journal.ts';
import { openSqliteJournal, type SqliteJournalOptions } from '../sqlite/sqlite-journal.ts';

export const storageKey = createStorageKey(Buffer.alloc(16, 7));

/** A network and its journal, which can be closed and opened again. */
export class Stage {
  readonly folder: string;
  readonly events: JournalEvent[] = [];
  network!: EmbeddedNetwork;
  journal!: Journal;
  nowMs = noonMs;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async open(): Promise<Stage> {
    const stage = new Stage(await mkdtemp(join(tmpdir(), 'whorl-journal-')));
    await stage.openNetwork();
    await stage.openJournal();
    return stage;
  }

  get path(): string {
    return join(this.folder, 'journal.sqlite');
  }

  get logFolder(): string {
    return join(this.folder, 'network');
  }

  /** What the operator was told since this was asked last. */
  takeEvents(): readonly JournalEvent[] {
    return this.events.splice(0);
  }

  async openNetwork(fileBytes = 20_000): Promise<void> {
    this.network = await openEmbeddedNetwork({ folder: this.logFolder, storageKey, fileBytes });
  }

  async openJournal(changes: Partial<SqliteJournalOptions> = {}, ids: StorageKey = storageKey) {
    this.journal = await openSqliteJournal({
      path: this.path,
      source: async () => journalSourceOf(this.network, ids),
      clock: { nowMs: () => this.nowMs },
      days: 400,
      report: (event) => this.events.push(event),
      ...changes,
    });
  }

  async reopenJournal(changes: Partial<SqliteJournalOptions> = {}): Promise<void> {
    await this.journal.close();
    await this.openJournal(changes);
  }

  async close(): Promise<void> {
    await this.journal.close();
    await this.network.close();
    await rm(this.folder, { recursive: true });
  }
}
