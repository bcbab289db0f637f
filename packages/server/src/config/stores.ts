import { access } from 'node:fs/promises';
import { join } from 'node:path';

/** What nobody can open any more without `keyring.json`. */
export const keyringStores: readonly string[] = [
  'audit.sqlite',
  'accounts.sqlite',
  join('sandbox', 'registry.sqlite'),
  join('production', 'registry.sqlite'),
];

/** What nobody can open any more without the master key; the last is of the first format. */
export const masterKeyStores: readonly string[] = [
  'keyring.json',
  ...keyringStores,
  join('sandbox', 'registry.json'),
];

/** The first of some files that is there, as a path; a folder without any is new. */
export async function firstStore(
  folder: string,
  names: readonly string[],
): Promise<string | undefined> {
  for (const name of names) {
    const path = join(folder, name);
    if (await isThere(path)) return path;
  }
  return undefined;
}

/** What cannot be looked at counts as there: nothing is made anew in its place. */
const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    ({ code }: NodeJS.ErrnoException) => code !== 'ENOENT',
  );
