import { Kysely, sql } from 'kysely';
import { nodeSqliteDialect } from './dialect.ts';
import { openDatabase } from './open-database.ts';
import type { DatabaseKind } from './schema.ts';

/** An opened database, asked through kysely. */
export interface Store<Tables> {
  readonly db: Kysely<Tables>;
  /** Brings the log into the file, whose removed rows are overwritten, and empties it. */
  purge(): Promise<void>;
  close(): Promise<void>;
}

/** @throws RegistryError for a file that cannot be used */
export async function openStore<Tables>(path: string, kind: DatabaseKind): Promise<Store<Tables>> {
  const database = await openDatabase(path, kind);
  const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(database, path) });
  return {
    db,
    purge: async () => void (await sql`pragma wal_checkpoint(truncate)`.execute(db)),
    async close() {
      await db.destroy();
      database.close();
    },
  };
}
