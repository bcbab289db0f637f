import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Contestant } from '../contestant.ts';
import { daySlot, daysKept, keysOf } from '../plain-record.ts';

const dayColumns = Array.from({ length: daysKept }, (_, slot) => `day${slot}`);

const settings = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA cache_size = -1048576;
  CREATE TABLE IF NOT EXISTS records (
    key BLOB PRIMARY KEY, first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL, total INTEGER NOT NULL,
    ${dayColumns.map((column) => `${column} INTEGER NOT NULL DEFAULT 0`).join(', ')}
  ) WITHOUT ROWID;`;

/** A statement for each day that adds a sighting on it. */
const countOn = (column: string): string => `
  INSERT INTO records (key, first_seen, last_seen, total, ${column}) VALUES (?1, ?2, ?2, 1, 1)
  ON CONFLICT (key) DO UPDATE SET last_seen = ?2, total = total + 1, ${column} = ${column} + 1`;

interface Waiting {
  readonly keys: readonly Buffer[];
  readonly atMs: number;
  resolve(): void;
  reject(reason: unknown): void;
}

/** SQLite in this process, with a gibibyte of cache; the calls of one turn share a transaction. */
export async function openSqlite(folder: string): Promise<Contestant> {
  const database = new DatabaseSync(join(folder, 'table.sqlite'));
  database.exec(settings);
  const one = database.prepare('SELECT * FROM records WHERE key = ?');
  const count = groupCommit(database);
  return {
    servers: [],
    prepare(event) {
      const keys = keysOf(event);
      return {
        count() {
          for (const key of keys) one.get(key);
          return count(keys, event.atMs);
        },
        totals: async () => keys.map((key) => Number(one.get(key)?.total ?? 0)),
      };
    },
    settle: async () => undefined,
    size: async () => ({
      records: figure(database, 'SELECT count(*) AS figure FROM records'),
      bytes:
        figure(database, 'SELECT page_count AS figure FROM pragma_page_count') *
        figure(database, 'SELECT page_size AS figure FROM pragma_page_size'),
    }),
  };
}

const figure = (database: DatabaseSync, sql: string): number =>
  Number(database.prepare(sql).get()?.figure);

function groupCommit(database: DatabaseSync) {
  const statements = dayColumns.map((column) => database.prepare(countOn(column)));
  let waiting: Waiting[] = [];
  const commit = () => {
    const group = waiting;
    waiting = [];
    try {
      database.exec('BEGIN IMMEDIATE');
      for (const { keys, atMs } of group)
        for (const key of keys) statements[daySlot(atMs)]?.run(key, atMs);
      database.exec('COMMIT');
      for (const { resolve } of group) resolve();
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  };
  return (keys: readonly Buffer[], atMs: number) =>
    new Promise<void>((resolve, reject) => {
      if (waiting.length === 0) setImmediate(commit);
      waiting.push({ keys, atMs, resolve, reject });
    });
}
