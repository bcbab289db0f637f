/** What a crash would leave of a folder at every moment of a piece of work. */
import { hash } from 'node:crypto';
import fs from 'node:fs';
import { join, relative } from 'node:path';
import { type Content, onEveryWrite } from './writes.ts';

/** A copy of the folder as it lay there at one moment. */
export interface Moment {
  /** The copy; whoever looked at it removes it. */
  readonly folder: string;
  /** What was about to happen, for the message of a test that fails. */
  readonly before: string;
}

export interface Recording {
  /** The folder whose moments are kept. */
  readonly folder: string;
  /** Where the copies go. */
  readonly into: string;
}

/**
 * Does some work, and copies the folder before each write, in the middle of each file's content, and after
 * the last: a process that is killed leaves on the disk what it had written until then, and nothing else.
 * Of moments that look the same one is kept.
 */
export async function recordMoments(
  recording: Recording,
  work: () => Promise<void>,
): Promise<{ readonly moments: readonly Moment[]; readonly writes: number }> {
  const moments: Moment[] = [];
  const seen = new Set<string>();
  let isOurs = false;
  let writes = 0;
  const keep = (before: string, half?: Content): void => {
    const look = fingerprint(recording.folder) + (half ? ` half of ${half.path}` : '');
    if (seen.has(look)) return;
    seen.add(look);
    const folder = join(recording.into, `moment-${moments.length}`);
    copyFolder(recording.folder, folder);
    if (half) writeHalf(recording.folder, folder, half);
    moments.push({ folder, before });
  };
  const stop = onEveryWrite(({ what, content }) => {
    if (isOurs) return;
    isOurs = true;
    writes += 1;
    keep(what);
    if (content && isWithin(recording.folder, content.path))
      keep(`the second half of ${what}`, content);
    isOurs = false;
  });
  try {
    await work();
  } finally {
    stop();
  }
  keep('the answer');
  return { moments, writes };
}

/**
 * Looks at each, and removes its copy; two at a time, since the machine makes keys on every core.
 *
 * @throws what the first check did, with the moment that it was at
 */
export async function checkMoments(
  moments: readonly Moment[],
  check: (moment: Moment) => Promise<void>,
): Promise<void> {
  const left = [...moments];
  const work = async (): Promise<void> => {
    for (let moment = left.shift(); moment !== undefined; moment = left.shift()) {
      const { folder, before } = moment;
      await check(moment).catch((cause: unknown) => {
        throw new Error(`A crash before ${before}: ${cause}`, { cause });
      });
      fs.rmSync(folder, { recursive: true });
    }
  };
  await Promise.all([work(), work()]);
}

const isWithin = (folder: string, path: string): boolean => path.startsWith(`${folder}/`);

function writeHalf(from: string, to: string, { path, data, at }: Content): void {
  const flag = at === 'end' ? 'a' : 'w';
  fs.writeFileSync(join(to, relative(from, path)), data.subarray(0, data.length / 2), { flag });
}

/** What lies in a folder; SQLite's shared index means nothing without the process that made it. */
function fingerprint(folder: string): string {
  const lines = entriesOf(folder)
    .filter(({ path }) => !path.endsWith('-shm'))
    .map(({ path, entry }) =>
      entry.isFile() ? `${path} ${hash('sha1', fs.readFileSync(path))}` : `${path}/`,
    );
  return hash('sha1', lines.join('\n'));
}

/** Copies a folder as it lies there. */
export function copyFolder(from: string, to: string): void {
  fs.mkdirSync(to, { recursive: true });
  for (const { path, entry } of entriesOf(from)) {
    const target = join(to, relative(from, path));
    if (entry.isDirectory()) fs.mkdirSync(target, { mode: fs.statSync(path).mode });
    else fs.copyFileSync(path, target);
  }
}

/** Folders before what lies in them. Sockets are left out: a copy of one is none. */
const entriesOf = (folder: string) =>
  fs
    .readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() || entry.isDirectory())
    .map((entry) => ({ path: join(entry.parentPath, entry.name), entry }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
