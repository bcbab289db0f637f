import { chmod, mkdir, mkdtemp, rmdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { UsageError } from '../exit-codes.ts';
import { checkSettings } from './settings-file.ts';

/** Where files are to go. */
export interface Place {
  readonly out: string;
  /** Replace files that are there with other content. */
  readonly force: boolean;
}

/**
 * Makes sure, before anything is asked for, that a folder takes what will come: some of it is handed over
 * once, and kept nowhere else.
 *
 * @param names of the files that will surely be new
 * @returns what takes the folder away again, where it was made for this and nothing came
 * @throws UsageError for a folder that cannot be written, or files that would have to be replaced
 */
export async function openFolder(
  { out, force }: Place,
  names: readonly string[],
): Promise<{ abandon(): Promise<void> }> {
  const isNew = await makeFolder(out);
  const abandon = async (): Promise<void> => {
    if (isNew) await rmdir(out).catch(() => undefined);
  };
  try {
    await tryToWrite(out);
    await checkSettings(out);
    if (!force) await expectAbsent(out, names);
  } catch (error) {
    await abandon();
    throw error;
  }
  return { abandon };
}

/** Whether it was made. */
async function makeFolder(out: string): Promise<boolean> {
  try {
    const isNew = (await mkdir(out, { recursive: true, mode: 0o700 })) !== undefined;
    // One that was there keeps its mode: it may be anything, the home folder too.
    if (isNew) await chmod(out, 0o700);
    return isNew;
  } catch (cause) {
    throw unwritable(out, cause);
  }
}

async function tryToWrite(out: string): Promise<void> {
  try {
    await rmdir(await mkdtemp(join(out, '.whorl-')));
  } catch (cause) {
    throw unwritable(out, cause);
  }
}

const reasons: Readonly<Record<string, string>> = {
  EEXIST: 'is a file, not a folder',
  ENOTDIR: 'lies in a file, not in a folder',
  EACCES: 'may not be written by you: see to its owner and mode',
};

function unwritable(out: string, cause: unknown): UsageError {
  const code = String((cause as NodeJS.ErrnoException).code);
  const reason = reasons[code] ?? `cannot be written (${code})`;
  return new UsageError(`--out: ${resolve(out)} ${reason}. Nothing was asked for.`, { cause });
}

async function expectAbsent(out: string, names: readonly string[]): Promise<void> {
  const found = await Promise.all(
    names.map((name) =>
      stat(join(out, name)).then(
        () => [name],
        () => [],
      ),
    ),
  );
  const there = found.flat();
  if (there.length === 0) return;
  throw new UsageError(
    `--out: ${out} holds ${there.join(', ')} already. Nothing was asked for. Give another folder, or --force to replace what is there.`,
  );
}
