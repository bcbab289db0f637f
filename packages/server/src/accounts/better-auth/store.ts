import { chmod, open } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { NodeSqliteDialect } from '@better-auth/kysely-adapter/node-sqlite-dialect';
import { Kysely, type Transaction } from 'kysely';
import { AccountError } from '../accounts.ts';
import { migrations } from './migrations.ts';
import type { Tables } from './tables.ts';

/** `accounts.db`. The library goes through it as well: one connection, one statement or transaction at a time. */
export type Store = Kysely<Tables>;
export type Edits = Transaction<Tables>;

/**
 * Opens the file, and makes it (its owner's alone) when it is not there.
 *
 * @throws AccountError `invalid` for a file that a newer version wrote
 */
export async function openStore(path: string): Promise<Store> {
  await keepPrivate(path);
  const database = new DatabaseSync(path);
  try {
    database.exec('pragma journal_mode = wal; pragma synchronous = full;');
    migrate(database);
  } catch (error) {
    database.close();
    throw error;
  }
  return new Kysely({ dialect: new NodeSqliteDialect({ database }) });
}

/** SQLite gives its log and its index the mode of the database. */
async function keepPrivate(path: string): Promise<void> {
  const file = await open(path, 'a', 0o600);
  await file.close();
  await chmod(path, 0o600);
}

/** All the steps that are missing in one transaction: a crash leaves the old file or the new one. */
function migrate(database: DatabaseSync): void {
  const had = Number(database.prepare('pragma user_version').get()?.user_version);
  if (had > migrations.length) throw new AccountError('invalid', newerFile);
  if (had === migrations.length) return;
  const steps = migrations.slice(had).join('');
  database.exec(`begin immediate; ${steps} pragma user_version = ${migrations.length}; commit;`);
}

const newerFile =
  'The file of accounts was written by a newer version of the service. Start that one, or restore a copy.';
