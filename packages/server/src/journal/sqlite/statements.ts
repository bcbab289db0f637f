import type { DatabaseSync } from 'node:sqlite';

const columns =
  'seq, project, kind, atMs, id, reference, purchase, score, file, "offset", length, checked';

/** All that is asked of a journal's rows: each takes one index, and as many steps as it has answers. */
const sentences = {
  begin: 'begin immediate',
  commit: 'commit',
  rollback: 'rollback',
  insert: 'insert into rows values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  find: `select ${columns} from rows where idStart = ? and id = ? limit 1`,
  last: `select ${columns} from rows order by seq desc limit 1`,
  list: `select ${columns} from rows indexed by rows_by_time
    where project = ? and kind = ? and atMs >= ? and (atMs, seq) < (?, ?)
    order by atMs desc, seq desc limit ?`,
  reference: `select ${columns} from rows where reference = ? and project = ?
    order by seq desc limit ?`,
  removeBefore: `delete from rows where seq in (
    select seq from rows indexed by rows_by_time
    where project = ? and kind = ? and atMs < ? order by atMs limit ?)`,
} as const;

export type Statements = Readonly<
  Record<keyof typeof sentences, ReturnType<DatabaseSync['prepare']>>
>;

/** Each is compiled once. */
export const compile = (database: DatabaseSync): Statements =>
  Object.fromEntries(
    Object.entries(sentences).map(([name, sentence]) => [name, database.prepare(sentence)]),
  ) as Statements;
