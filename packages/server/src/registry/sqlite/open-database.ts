import { chmod, open } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { RegistryError } from '../registry.ts';
import type { DatabaseKind } from './schema.ts';

/**
 * Opens a database of a kind, and makes it, its owner's alone, where there is none. A commit has passed
 * `fsync` when it returns.
 *
 * @throws RegistryError for what cannot be used: the message names the file and says what to do
 */
export async function openDatabase(path: string, kind: DatabaseKind): Promise<DatabaseSync> {
  await keepPrivate(path);
  const database = new DatabaseSync(path);
  try {
    database.exec(`
      pragma busy_timeout = 5000;
      pragma journal_mode = wal;
      pragma synchronous = full;
      pragma foreign_keys = on;
      pragma secure_delete = on;
    `);
    migrate(database, { path, kind });
    return database;
  } catch (error) {
    database.close();
    throw error instanceof RegistryError ? error : unusable(path, kind, error);
  }
}

/** SQLite gives its log and its index the mode of the database. */
async function keepPrivate(path: string): Promise<void> {
  try {
    await (await open(path, 'a', 0o600)).close();
    await chmod(path, 0o600);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new RegistryError(`${path} cannot be opened (${code}). See to its owner and mode.`, {
      cause,
    });
  }
}

/** Each step is one transaction: a crash leaves the tables before it or after it. */
function migrate(database: DatabaseSync, { path, kind }: Opening): void {
  const had = numberOf(database, 'user_version');
  if (!isOf(kind, database)) throw unusable(path, kind, new Error('it is of another kind'));
  if (had > kind.migrations.length)
    throw new RegistryError(`${path} was written by a newer version of Whorl; start that version.`);
  for (const [at, step] of kind.migrations.entries())
    if (at >= had)
      database.exec(`begin immediate; ${step}
        pragma application_id = ${kind.applicationId}; pragma user_version = ${at + 1}; commit;`);
}

interface Opening {
  readonly path: string;
  readonly kind: DatabaseKind;
}

/** An empty file may become anything; what has tables must be marked as ours. */
function isOf({ applicationId }: DatabaseKind, database: DatabaseSync): boolean {
  const found = numberOf(database, 'application_id');
  if (found !== 0) return found === applicationId;
  return database.prepare('select 1 from sqlite_schema limit 1').get() === undefined;
}

const numberOf = (database: DatabaseSync, pragma: 'user_version' | 'application_id'): number =>
  Number(database.prepare(`pragma ${pragma}`).get()?.[pragma]);

const unusable = (path: string, { cure }: DatabaseKind, cause: unknown): RegistryError =>
  new RegistryError(`${path} cannot be used (${(cause as Error).message}). ${cure}`, { cause });
