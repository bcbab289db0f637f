/**
 * Nothing of a journal is synced while it is written: the log is, and calls should not wait for both. A process
 * that is killed loses nothing by that, a machine that crashes may leave the file in pieces that no check tells
 * from whole ones. So the file says in which run of the machine it is written, synced before anything else is;
 * when it is closed everything is synced, and it says nothing.
 */
import { readFileSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { JournalDamage } from './faults.ts';

/** @throws JournalDamage when the machine crashed while the file was written, or it is a copy of one that was */
export function checkOpened(database: DatabaseSync, path: string): void {
  const by = database.prepare('select by from opened').get()?.by;
  if (by !== '' && by !== runOf(path))
    throw new JournalDamage('the machine stopped while it was written, or it is a copy');
}

/** Lets what follows be written without waiting for the disk. */
export function markOpened(database: DatabaseSync, path: string): void {
  database.exec('pragma synchronous = full');
  database.prepare('update opened set by = ?').run(runOf(path));
  database.exec('pragma wal_checkpoint(truncate); pragma synchronous = off;');
}

/** Syncs everything. */
export function markClosed(database: DatabaseSync): void {
  database.exec('pragma synchronous = full; pragma wal_checkpoint(truncate);');
  database.exec("update opened set by = ''; pragma wal_checkpoint(truncate);");
}

const runOf = (path: string): string => `${bootOf()} ${statSync(path).ino}`;

const unknownBoot = `unknown ${process.pid} ${performance.timeOrigin}`;

/** Linux tells (proc(5)); elsewhere every run of the process counts as one of the machine. */
function bootOf(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return unknownBoot;
  }
}
