import { Kysely } from 'kysely';
import { nodeSqliteDialect } from './dialect.ts';
import { openDatabase } from './open-database.ts';
import type { DatabaseKind } from './schema.ts';

/** An opened database, asked through kysely. */
export interface Store<Tables> {
  readonly db: Kysely<Tables>;
  close(): Promise<void>;
}

/** @throws RegistryError for a file that cannot be used */
export async function openStore<Tables>(path: string, kind: DatabaseKind): Promise<Store<Tables>> {
  const database = await openDatabase(path, kind);
  const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(database, path) });
  return {
    db,
    async close() {
      await db.destroy();
      database.close();
    },
  };
}
