/** A data folder that cannot be used now. The message says which, why, and what to do. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
}

/** What some of the system's codes mean, and what to do about them. */
const told: Readonly<Record<string, readonly [why: string, cure: string]>> = {
  ENOSPC: ['the disk is full', 'Make room on it'],
  EDQUOT: ['the quota is used up', 'Make room in it'],
  EROFS: ['the file system is read-only', 'Mount it for writing'],
};

/**
 * Reads what was thrown while a data folder was used: where the disk takes nothing more, that is said of the
 * folder; all else stays as it is.
 */
export function readDiskFault(folder: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code in told ? unusable(folder, 'written', error) : error;
}

/**
 * Says of a failure of the system what it means for the data folder.
 *
 * @param path what could not be used
 * @param verb what could not be done with it, as it follows "cannot be"
 */
export function unusable(path: string, verb: string, cause: unknown): DataFolderError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  const [why, cure] = told[code] ?? [code, 'See to its owner and mode'];
  const sentence = `${path} cannot be ${verb} (${why}). ${cure}, or give another folder with --data.`;
  return new DataFolderError(sentence, { cause });
}
