/** What a backup holds, checked byte for byte before anything is done with it. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { KeepingRefused } from '../../keeping.ts';
import type { StorageKey } from '../../storage-key.ts';
import type { Erasure } from './erased-codec.ts';
import type { ErasedList } from './erased-list.ts';
import { hashPath } from './hashed-copy.ts';
import type { Manifest } from './manifest.ts';

const fileName = /^(log-\d{6}|image-\d{6}|storage-key)$/;

/** @throws KeepingRefused for a file that is missing, cut short, changed, or there beside what was written */
export async function checkFiles(folder: string, { files }: Manifest): Promise<void> {
  const written = new Set(files.map(({ name }) => name));
  for (const name of await readdir(folder))
    if (fileName.test(name) && !written.has(name))
      throw refused(`${join(folder, name)} is not of this backup`);
  for (const { name, bytes, sha256 } of files) {
    const path = join(folder, name);
    if (!fileName.test(name)) throw refused(`${path} has no place in a backup`);
    const size = await stat(path).then(
      ({ size: found }) => found,
      () => undefined,
    );
    if (size === undefined) throw refused(`${path} is missing`);
    if (size !== bytes) throw refused(`${path} has ${size} bytes where ${bytes} were written`);
    if ((await hashPath(path)).sha256 !== sha256) throw refused(`${path} is not as it was written`);
  }
}

const refused = (what: string): KeepingRefused =>
  new KeepingRefused(`${what}. Nothing was changed. Take another backup.`);

/**
 * What was erased since a backup was made, sealed as the backup is. Where the list is shorter than the backup knows
 * it, an older list came back from a copy: then all of it counts.
 *
 * @param keys `list`: what the list is sealed under; `backup`: what the backup is
 */
export function erasedSince(
  { erasures }: ErasedList,
  manifest: Manifest,
  keys: { readonly list: StorageKey; readonly backup: StorageKey },
): readonly Erasure[] {
  const known = erasures.length < manifest.erasures ? 0 : manifest.erasures;
  return erasures
    .slice(known)
    .map((one) => ({ ...one, ids: keys.backup.seal(keys.list.open(one.ids)) }));
}
