import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Contestant, ContestantMissing } from '../contestant.ts';
import { countOnce, keysOf, totalAt } from '../plain-record.ts';

/** LMDB by way of lmdb-js, which puts the calls of one turn into one transaction. */
export async function openLmdb(folder: string): Promise<Contestant> {
  const { open } = await loadLmdb();
  const path = join(folder, 'table.mdb');
  const table = open<Buffer, Buffer>({ path, encoding: 'binary', keyEncoding: 'binary' });
  const read = (key: Buffer): Buffer | undefined => table.getBinaryFast(key);
  const totalOf = (key: Buffer): number => read(key)?.readUInt32LE(totalAt) ?? 0;
  return {
    servers: [],
    prepare(event) {
      const keys = keysOf(event);
      return {
        async count() {
          for (const key of keys) read(key);
          await table.transaction(() => {
            for (const key of keys) table.put(key, countOnce(read(key), event.atMs));
          });
          await table.flushed;
        },
        totals: async () => keys.map(totalOf),
      };
    },
    settle: async () => undefined,
    size: async () => {
      const { entryCount } = table.getStats() as { readonly entryCount: number };
      return { records: entryCount, bytes: existsSync(path) ? statSync(path).size : 0 };
    },
  };
}

/** Its native part comes as a package for the platform, which may not be there. */
async function loadLmdb(): Promise<typeof import('lmdb')> {
  try {
    return await import('lmdb');
  } catch (cause) {
    const note = 'the npm package lmdb has no binary for this machine, or is not installed';
    throw new ContestantMissing(note, { cause });
  }
}
