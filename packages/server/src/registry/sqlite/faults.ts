import { RegistryConflict, RegistryError } from '../registry.ts';

/** SQLite's primary result codes (sqlite.org/rescode.html) that an operator can do something about. */
const cures: Readonly<Record<number, string>> = {
  5: 'Another program holds it: end that one, then try again.',
  8: 'See to its owner and mode.',
  10: 'The disk could not be read or written: look at the system’s log.',
  11: 'It is damaged: restore it from a copy.',
  13: 'The disk is full: make room, then try again.',
  14: 'See to its folder, its owner and its mode.',
  26: 'It is no database: restore it from a copy.',
};

const constraint = 19;

/** How node:sqlite tells a fault. The message names tables and columns, never a value. */
interface SqliteFault extends Error {
  readonly code: 'ERR_SQLITE_ERROR';
  readonly errcode: number;
}

const isSqliteFault = (error: unknown): error is SqliteFault =>
  error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR';

const primaryCode = ({ errcode }: SqliteFault): number => errcode & 0xff;

/** The fault for an operator; what is refused by a constraint stays as it is. */
export function readable(error: unknown, path: string): unknown {
  if (!isSqliteFault(error) || primaryCode(error) === constraint) return error;
  const cure = cures[primaryCode(error)];
  const what = `${path} cannot be used (${error.message}).`;
  return new RegistryError(cure === undefined ? what : `${what} ${cure}`, { cause: error });
}

/** What a row is refused with, by the constraint that SQLite names: `UNIQUE` columns, or `FOREIGN KEY`. */
export type Sentences = Readonly<Record<string, string>>;

/**
 * Runs an insertion whose constraints carry the promise.
 *
 * @throws RegistryConflict with the sentence for the constraint that refused it
 */
export async function insertOr<Result>(
  sentences: Sentences,
  insert: () => Promise<Result>,
): Promise<Result> {
  try {
    return await insert();
  } catch (error) {
    if (!isSqliteFault(error) || primaryCode(error) !== constraint) throw error;
    const name = Object.keys(sentences).find((one) => error.message.includes(one));
    throw name === undefined
      ? new RegistryError(`The registry does not take this row (${error.message}).`, {
          cause: error,
        })
      : new RegistryConflict(sentences[name], { cause: error });
  }
}
