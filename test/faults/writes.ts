/**
 * Every write of this process to the disk, told right before it happens: what Node's file functions and
 * SQLite's statements are asked for. Between two of them nothing on the disk changes.
 */
import fs from 'node:fs';
import fsPromises, { type FileHandle } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';

/** A write that is about to happen. */
export interface Write {
  /** A function of Node's, or the statement. */
  readonly what: string;
  readonly content?: Content;
}

/** What is put into a file: a crash may leave a part of it. */
export interface Content {
  readonly path: string;
  readonly data: Uint8Array;
  /** At its end, or in place of what it held. */
  readonly at: 'end' | 'start';
}

// biome-ignore lint/suspicious/noExplicitAny: whatever the platform's functions take is passed on.
type Method = (this: any, ...given: any[]) => any;

/** How a call of a method reads as a write; `undefined` for one that only reads. */
type Reading = (self: unknown, given: readonly unknown[]) => Write | undefined;

interface Watched {
  readonly owner: object;
  readonly names: readonly string[];
  readonly read?: Reading;
}

const writing = (path: string, data: unknown, at: Content['at']): Write => ({
  what: `the content of ${path}`,
  content: { path, data: Buffer.from(data as string | Uint8Array), at },
});

/** Linux tells what a descriptor stands for. */
const pathOf = (handle: unknown): string =>
  fs.readlinkSync(`/proc/self/fd/${(handle as FileHandle).fd}`);

const handle = await fsPromises.open(fileURLToPath(import.meta.url), 'r');
const handles: object = Object.getPrototypeOf(handle);
await handle.close();

const onlyReads = /^\s*(?:select\b|pragma \w+\s*$)/i;

const watched: readonly Watched[] = [
  { owner: fsPromises, names: ['mkdir', 'open', 'rename', 'rm', 'chmod', 'truncate'] },
  { owner: fs, names: ['openSync', 'writeSync', 'renameSync', 'ftruncateSync'] },
  {
    owner: fsPromises,
    names: ['writeFile'],
    read: (_, [path, data]) => writing(String(path), data, 'start'),
  },
  {
    owner: fsPromises,
    names: ['appendFile'],
    read: (_, [path, data]) => writing(String(path), data, 'end'),
  },
  {
    owner: handles,
    names: ['writeFile', 'appendFile'],
    read: (self, [data]) => writing(pathOf(self), data, 'end'),
  },
  { owner: DatabaseSync.prototype, names: ['exec'], read: (_, [sql]) => ({ what: String(sql) }) },
  {
    owner: StatementSync.prototype,
    names: ['run', 'all', 'get'],
    read(self) {
      const what = (self as StatementSync).sourceSQL;
      return onlyReads.test(what) ? undefined : { what };
    },
  },
];

/**
 * Tells of every write from now on.
 *
 * @returns what puts everything back
 */
export function onEveryWrite(tell: (write: Write) => void): () => void {
  const undo = watched.flatMap(({ owner, names, read }) =>
    names.map((name) => {
      const methods = owner as Record<string, Method>;
      const former = methods[name] as Method;
      methods[name] = function (...given) {
        const write = read ? read(this, given) : { what: name };
        if (write !== undefined) tell(write);
        return former.apply(this, given);
      };
      return () => {
        methods[name] = former;
      };
    }),
  );
  // What was imported by name is what was replaced, too.
  syncBuiltinESMExports();
  return () => {
    for (const putBack of undo) putBack();
    syncBuiltinESMExports();
  };
}
