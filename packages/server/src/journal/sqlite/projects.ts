import type { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { JournalDamage } from './faults.ts';
import { kindCodes } from './row.ts';

/** A project, and how many rows of each kind it has. */
export interface ProjectRow {
  readonly number: number;
  readonly id: string;
  readonly calls: number;
  readonly purchases: number;
}

/** The projects of a journal: few, and all in memory. */
export class Projects {
  readonly #write: ReturnType<DatabaseSync['prepare']>;
  readonly #byId = new Map<string, ProjectRow>();
  readonly #byNumber = new Map<number, ProjectRow>();
  /** As they will be once the transaction is done. */
  #changed = new Map<string, ProjectRow>();

  /** @throws JournalDamage */
  constructor(database: DatabaseSync) {
    this.#write = database.prepare('insert or replace into projects values (?, ?, ?, ?, ?)');
    for (const row of database.prepare('select * from projects').all()) {
      const project = row as unknown as ProjectRow & { readonly checked: number };
      if (checksumOf(project) !== project.checked)
        throw new JournalDamage('a project in it is not as it was written');
      this.#keep(project);
    }
  }

  find(id: string): ProjectRow | undefined {
    return this.#changed.get(id) ?? this.#byId.get(id);
  }

  /** @throws JournalDamage for a number that no project has */
  named(number: number): ProjectRow {
    const project = this.#byNumber.get(number);
    if (project === undefined) throw new JournalDamage('a row in it is of no project');
    return project;
  }

  get all(): readonly ProjectRow[] {
    return [...this.#byNumber.values()];
  }

  /** Counts rows of a kind, of a project that may be new. @returns its number */
  count(id: string, kind: number, by: number): number {
    const had = this.find(id) ?? { number: this.#nextNumber, id, calls: 0, purchases: 0 };
    const isCall = kind === kindCodes.call;
    const calls = had.calls + (isCall ? by : 0);
    const purchases = had.purchases + (isCall ? 0 : by);
    this.#changed.set(id, { number: had.number, id, calls, purchases });
    return had.number;
  }

  /** Writes what was counted: within a transaction. */
  write(): void {
    for (const project of this.#changed.values()) {
      const { number, id, calls, purchases } = project;
      this.#write.run(number, id, calls, purchases, checksumOf(project));
    }
  }

  /** The transaction was done. */
  commit(): void {
    for (const project of this.#changed.values()) this.#keep(project);
    this.#changed = new Map();
  }

  /** The transaction was not done. */
  undo(): void {
    this.#changed = new Map();
  }

  get #nextNumber(): number {
    const numbers = [...this.#byNumber.values(), ...this.#changed.values()].map(
      (one) => one.number,
    );
    return Math.max(0, ...numbers) + 1;
  }

  #keep(project: ProjectRow): void {
    this.#byId.set(project.id, project);
    this.#byNumber.set(project.number, project);
  }
}

const checksumOf = ({ number, id, calls, purchases }: ProjectRow): number =>
  crc32(JSON.stringify([number, id, calls, purchases]));
