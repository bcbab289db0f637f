import { chmodSync, closeSync, openSync, rmSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { faultOf, JournalDamage } from './faults.ts';
import { checkOpened, markClosed, markOpened } from './opened.ts';
import { applicationId, schemaVersion, tables } from './schema.ts';

/** A larger one is not looked through before it is used: that would keep calls waiting. */
const mostCheckedBytes = 16 * 1024 * 1024;

/**
 * Opens the database of a journal, and makes it, its owner's alone, where there is none.
 *
 * @throws JournalDamage for a file that is not as it was left, or of another version; JournalUnavailable
 */
export function openDatabase(path: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    closeSync(openSync(path, 'a', 0o600));
    chmodSync(path, 0o600);
    database = new DatabaseSync(path);
    prepare(database, path);
    return database;
  } catch (error) {
    closeQuietly(database);
    throw faultOf(error, path);
  }
}

/**
 * One connection holds the file for as long as it is open, and moves its log into it in small steps. What is removed
 * is written over.
 */
function prepare(database: DatabaseSync, path: string): void {
  database.exec(`
    pragma locking_mode = exclusive;
    pragma journal_mode = wal;
    pragma wal_autocheckpoint = 64;
    pragma cache_size = -16384;
    pragma temp_store = memory;
    pragma secure_delete = on;
  `);
  if (isEmpty(database))
    database.exec(`begin; ${tables} pragma application_id = ${applicationId};
      pragma user_version = ${schemaVersion}; commit;`);
  if (numberOf(database, 'application_id') !== applicationId)
    throw new JournalDamage('it is no journal');
  if (numberOf(database, 'user_version') !== schemaVersion)
    throw new JournalDamage('it was written by another version of Whorl');
  checkOpened(database, path);
  if (statSync(path).size <= mostCheckedBytes) checkWhole(database);
  markOpened(database, path);
}

function checkWhole(database: DatabaseSync): void {
  const found = String(Object.values(database.prepare('pragma integrity_check(1)').get() ?? {})[0]);
  if (found !== 'ok') throw new JournalDamage(found.replaceAll('\n', ' '));
}

const isEmpty = (database: DatabaseSync): boolean =>
  database.prepare('select 1 from sqlite_schema limit 1').get() === undefined;

const numberOf = (database: DatabaseSync, pragma: 'user_version' | 'application_id'): number =>
  Number(database.prepare(`pragma ${pragma}`).get()?.[pragma]);

/** Closes it so that the next opening finds it whole. @throws JournalDamage or JournalUnavailable */
export function closeDatabase(database: DatabaseSync, path: string): void {
  try {
    markClosed(database);
  } catch (error) {
    throw faultOf(error, path);
  } finally {
    closeQuietly(database);
  }
}

/** Closes one that is of no use any more. */
export function closeQuietly(database: DatabaseSync | undefined): void {
  try {
    database?.close();
  } catch {
    // What was written is thrown away, or made anew at the next opening.
  }
}

/** Removes a database with what SQLite keeps beside it. */
export function removeDatabase(path: string): void {
  for (const suffix of ['-wal', '-shm', '-journal', '']) rmSync(path + suffix, { force: true });
}
