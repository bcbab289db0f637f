import type { DatabaseSync } from 'node:sqlite';
import type { CallQuery } from '../journal.ts';
import { closeDatabase, closeQuietly, openDatabase } from './database.ts';
import { faultOf, JournalDamage } from './faults.ts';
import { type FollowState, readState, stateWriter } from './follow-state.ts';
import { type ProjectRow, Projects } from './projects.ts';
import { checksumOf, idStartOf, kindCodes, type Row } from './row.ts';
import { compile, type Statements } from './statements.ts';

/** A row that is to be kept. */
export type NewRow = Omit<Row, 'project'> & { readonly projectId: string };

/** A row, and whose it is. */
export interface KeptRow {
  readonly row: Row;
  readonly project: ProjectRow;
}

const mostOfReference = 10;

/**
 * The file of a journal. Every method throws JournalDamage when the file is not as it was written, and
 * JournalUnavailable when it cannot be used for now.
 */
export class JournalFile {
  readonly #path: string;
  readonly #database: DatabaseSync;
  readonly #statements: Statements;
  readonly #writeState: (state: FollowState) => void;
  readonly #projects: Projects;
  #state: FollowState | undefined;

  constructor(path: string) {
    this.#path = path;
    this.#database = openDatabase(path);
    try {
      this.#statements = compile(this.#database);
      this.#writeState = stateWriter(this.#database);
      this.#projects = new Projects(this.#database);
      this.#state = readState(this.#database);
    } catch (error) {
      closeQuietly(this.#database);
      throw faultOf(error, path);
    }
  }

  /** How far the log was followed. */
  get state(): FollowState | undefined {
    return this.#state;
  }

  /** Keeps rows and how far the log was followed with them, or nothing of it. */
  add(rows: readonly NewRow[], state: FollowState): void {
    this.#change(() => {
      for (const row of rows) this.#insert(row);
      this.#writeState(state);
    });
    this.#state = state;
  }

  /** Removes some of a project's rows that are older. @returns how many */
  removeBefore(cutMs: number, limit: number): number {
    let removed = 0;
    this.#change(() => {
      for (const { id, number } of this.#projects.all)
        for (const kind of Object.values(kindCodes)) {
          const most = limit - removed;
          const { changes } = this.#statements.removeBefore.run(number, kind, cutMs, most);
          if (Number(changes) > 0) this.#projects.count(id, kind, -Number(changes));
          removed += Number(changes);
        }
    });
    return removed;
  }

  /** @param id 16 bytes */
  find(id: Uint8Array): KeptRow | undefined {
    return this.#read(() => this.#rows(this.#statements.find.all(idStartOf(id), id))[0]);
  }

  /** The row that was kept last. */
  last(): KeptRow | undefined {
    return this.#read(() => this.#rows(this.#statements.last.all())[0]);
  }

  list({ projectId, kind, limit, ...range }: CallQuery): readonly KeptRow[] {
    const { fromMs = 0, toMs = Number.MAX_SAFE_INTEGER, after } = range;
    const isAfter = after !== undefined && after.atMs < toMs;
    const before = isAfter ? after : { atMs: toMs, seq: 0 };
    return this.#read(() => {
      const project = this.#projects.find(projectId);
      if (project === undefined) return [];
      const { list } = this.#statements;
      const code = kindCodes[kind];
      return this.#rows(list.all(project.number, code, fromMs, before.atMs, before.seq, limit));
    });
  }

  /** @param reference as it is stored */
  findReference(projectId: string, reference: Uint8Array): readonly KeptRow[] {
    return this.#read(() => {
      const project = this.#projects.find(projectId);
      if (project === undefined) return [];
      const { reference: find } = this.#statements;
      return this.#rows(find.all(reference, project.number, mostOfReference));
    });
  }

  count(projectId: string): Pick<ProjectRow, 'calls' | 'purchases'> {
    return this.#projects.find(projectId) ?? { calls: 0, purchases: 0 };
  }

  /** Lets go of it. */
  close(): void {
    closeDatabase(this.#database, this.#path);
  }

  /** Lets go of one that is thrown away. */
  abandon(): void {
    closeQuietly(this.#database);
  }

  #insert({ projectId, ...rest }: NewRow): void {
    const row: Row = { ...rest, project: this.#projects.count(projectId, rest.kind, 1) };
    const { seq, project, kind, atMs, id, reference, purchase, score, file, offset, length } = row;
    const idStart = id === null ? null : idStartOf(id);
    const place = [purchase, score, file, offset, length] as const;
    const { insert } = this.#statements;
    insert.run(seq, project, kind, atMs, id, idStart, reference, ...place, checksumOf(row));
  }

  #change(make: () => void): void {
    this.#read(() => {
      try {
        this.#statements.begin.run();
        make();
        this.#projects.write();
        this.#statements.commit.run();
        this.#projects.commit();
      } catch (error) {
        this.#projects.undo();
        if (this.#database.isTransaction) this.#statements.rollback.run();
        throw error;
      }
    });
  }

  #rows(found: readonly unknown[]): readonly KeptRow[] {
    return found.map((one) => {
      const { checked, ...row } = one as Row & { readonly checked: number };
      if (checksumOf(row) !== checked)
        throw new JournalDamage('a row in it is not as it was written');
      return { row, project: this.#projects.named(row.project) };
    });
  }

  #read<Result>(ask: () => Result): Result {
    try {
      return ask();
    } catch (error) {
      throw faultOf(error, this.#path);
    }
  }
}
