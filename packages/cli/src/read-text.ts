import { readFile } from 'node:fs/promises';
import { UsageError } from './exit-codes.ts';

/**
 * Reads a file that was named on the command line.
 *
 * @param flag the option that named it
 * @throws UsageError
 */
export const readNamed = async (flag: string, path: string): Promise<string> =>
  (await readNamedBytes(flag, path)).toString('utf8');

/** Likewise one that is no text. @throws UsageError */
export const readNamedBytes = (flag: string, path: string): Promise<Buffer> =>
  readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw new UsageError(`${flag}: ${path} ${reasonOf(cause)}.`, { cause });
  });

/** What a file has without the line break at its end, which editors put there and no secret has. */
export const withoutLineEnd = (text: string): string => text.replace(/\r?\n$/, '');

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EISDIR: 'is a folder, not a file',
  EACCES: 'may not be read by you: see to its owner and mode',
};

/** Why a file could not be read, in words that follow its name. */
export const reasonOf = ({ code = '' }: NodeJS.ErrnoException): string =>
  reasons[code] ?? `cannot be read (${code})`;
