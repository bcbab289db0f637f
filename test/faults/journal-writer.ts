/**
 * A process that records calls and histories, with a journal that follows them, until it is killed. After each it
 * prints a line.
 *
 * Usage: journal-writer.ts FOLDER
 */
import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteJournal } from '../../packages/server/src/journal/sqlite/sqlite-journal.ts';
import { openEmbeddedNetwork } from '../../packages/server/src/network/embedded/embedded-network.ts';
import { journalSourceOf } from '../../packages/server/src/network/embedded/journal-source.ts';
import { followed } from '../../packages/server/src/network/followed.ts';
import { batch, call, noonMs, past } from '../../packages/server/src/network/testing/calls.ts';
import { storageKey } from './network-folder.ts';

const [folder = ''] = process.argv.slice(2);
const embedded = await openEmbeddedNetwork({ folder: join(folder, 'log'), storageKey });
const journal = await openSqliteJournal({
  path: join(folder, 'journal.sqlite'),
  source: async () => journalSourceOf(embedded, storageKey),
  clock: { nowMs: () => noonMs },
  days: 400,
  report: ({ event, note }) => writeSync(1, `${event}: ${note}\n`),
});
const network = followed(embedded, journal.follow);

async function recordForEver(lane: number): Promise<void> {
  for (let n = 0; ; n += 1) {
    if (n % 20 === lane) await network.recordHistory(history());
    else await network.record(call());
    // Whoever asks has the log followed at once, so that it is killed at work and not between.
    if (n % 10 === 0) await journal.count('project');
    writeSync(1, 'recorded\n');
  }
}

const history = () =>
  batch({
    importId: randomBytes(32).toString('hex'),
    purchases: Array.from({ length: 50 }, (_, n) => past({ line: n + 1 })),
  });

await Promise.all([0, 1, 2, 3].map(recordForEver));
