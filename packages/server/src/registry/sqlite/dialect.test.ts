import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, type Transaction } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RegistryError } from '../registry.ts';
import { nodeSqliteDialect } from './dialect.ts';

interface Tables {
  readonly things: { readonly name: string };
}

let folder: string;
let database: DatabaseSync;
let db: Kysely<Tables>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-dialect-'));
  database = new DatabaseSync(join(folder, 'things.sqlite'));
  database.exec('pragma journal_mode = wal; create table things (name text not null) strict;');
  db = new Kysely<Tables>({ dialect: nodeSqliteDialect(database, 'things.sqlite') });
});
afterEach(async () => {
  await db.destroy();
  database.close();
  await rm(folder, { recursive: true });
});

const add = (to: Kysely<Tables>, name: string) =>
  to.insertInto('things').values({ name }).execute();
const count = async () => (await db.selectFrom('things').selectAll().execute()).length;
/** SQLite undoes the whole transaction by itself when it finds no room. */
const overfill = async (changes: Transaction<Tables>) => {
  for (let row = 0; row < 100; row += 1) await add(changes, 'x'.repeat(3_000));
};

describe('kysely over node:sqlite, on a disk without room', () => {
  beforeEach(() => database.exec('pragma max_page_count = 8'));

  it('says that the disk is full, keeps nothing of the transaction and goes on', async () => {
    const told = 'things.sqlite cannot be used (database or disk is full).';
    await expect(db.transaction().execute(overfill)).rejects.toThrow(told);
    expect(await count()).toBe(0);
    await db.transaction().execute((changes) => add(changes, 'small'));
    expect(await count()).toBe(1);
  });

  it('keeps nothing of what a transaction goes on with', async () => {
    const stubborn = db.transaction().execute(async (changes) => {
      await overfill(changes).catch(() => undefined);
      await add(changes, 'small');
    });
    await expect(stubborn).rejects.toThrow(RegistryError);
    expect(await count()).toBe(0);
  });
});
