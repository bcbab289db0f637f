import type { Contestant } from '../contestant.ts';

/** Opens the store of a folder, or makes it. */
type Open = (folder: string) => Promise<Contestant>;

/** Who takes part, by name. Each is loaded only when it is its turn. */
export const contestants: Readonly<Record<string, Open>> = {
  /** As it serves: a call's answer and signals are kept too. */
  async whorl(folder) {
    const { openWhorl } = await import('./whorl.ts');
    const { fullJournal } = await import('./whorl-journal.ts');
    return await openWhorl(folder, fullJournal());
  },
  /** Doing no more than the others. */
  async 'whorl-counts'(folder) {
    const { openWhorl } = await import('./whorl.ts');
    const { noJournal } = await import('./whorl-journal.ts');
    return await openWhorl(folder, noJournal);
  },
  lmdb: async (folder) => (await import('./lmdb.ts')).openLmdb(folder),
  sqlite: async (folder) => (await import('./sqlite.ts')).openSqlite(folder),
  redis: async (folder) => (await import('./redis.ts')).openRedis(folder),
};
