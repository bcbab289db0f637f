import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
} from 'kysely';
import { RegistryError } from '../registry.ts';
import { readable } from './faults.ts';

/** The one connection there is. */
interface Connected {
  readonly database: DatabaseSync;
  readonly path: string;
  isInTransaction: boolean;
}

/**
 * kysely's dialect over node:sqlite. There is one connection, and kysely gives it to one query or one
 * transaction at a time: nothing outside a transaction sees what is half done in it. Whoever opened the
 * database closes it.
 */
export function nodeSqliteDialect(database: DatabaseSync, path: string): Dialect {
  const connected = { database, path, isInTransaction: false };
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new NodeSqliteDriver(connected),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

class NodeSqliteDriver extends SqliteDriver {
  readonly #connected: Connected;

  constructor(connected: Connected) {
    super({ database: adapt(connected) });
    this.#connected = connected;
  }

  /** `immediate`: what a step reads first is still so when it writes, whatever other program there may be. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
    this.#connected.isInTransaction = true;
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await super.commitTransaction(connection);
    this.#connected.isInTransaction = false;
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    this.#connected.isInTransaction = false;
    if (!isUndone(this.#connected)) await super.rollbackTransaction(connection);
  }
}

/** A full disk has SQLite roll back by itself (sqlite.org/lang_transaction.html §3.1). */
const isUndone = ({ database }: Connected): boolean => database.isTransaction === false;

/** The part of better-sqlite3 that kysely asks for. Each statement is compiled once. */
function adapt(connected: Connected): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => undefined,
    prepare(sql) {
      const known = statements.get(sql) ?? compile(sql, connected);
      statements.set(sql, known);
      return known;
    },
  };
}

function compile(sql: string, connected: Connected): SqliteStatement {
  const statement = told(connected, () => connected.database.prepare(sql));
  const all = (values: readonly unknown[]) => statement.all(...(values as SQLInputValue[]));
  return {
    reader: sql.startsWith('select'),
    all: (values) => told(connected, () => all(values)),
    run: (values) => told(connected, () => statement.run(...(values as SQLInputValue[]))),
    iterate: (values) => all(values).values(),
  };
}

/** What comes behind an undoing would be kept by itself, though its transaction is not. */
function told<Result>(connected: Connected, use: () => Result): Result {
  const { path, isInTransaction } = connected;
  if (isInTransaction && isUndone(connected))
    throw new RegistryError(`${path} undid this step when an edit of it failed. Begin it again.`);
  try {
    return use();
  } catch (error) {
    throw readable(error, path);
  }
}
