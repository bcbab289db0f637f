import type { Contestant } from '../contestant.ts';

/** Opens the store of a folder, or makes it. */
type Open = (folder: string) => Promise<Contestant>;

/** Who takes part, by name. Each is loaded only when it is its turn. */
export const contestants: Readonly<Record<string, () => Promise<Open>>> = {
  whorl: async () => (await import('./whorl.ts')).openWhorl,
  lmdb: async () => (await import('./lmdb.ts')).openLmdb,
  sqlite: async () => (await import('./sqlite.ts')).openSqlite,
  redis: async () => (await import('./redis.ts')).openRedis,
};
