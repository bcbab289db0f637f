/** What becomes of the journal of calls when its process is killed: it goes on, with every row once. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { CallCursor, CallKind, Journal } from '../../packages/server/src/journal/journal.ts';
import { openSqliteJournal } from '../../packages/server/src/journal/sqlite/sqlite-journal.ts';
import { openEmbeddedNetwork } from '../../packages/server/src/network/embedded/embedded-network.ts';
import { journalSourceOf } from '../../packages/server/src/network/embedded/journal-source.ts';
import { noonMs } from '../../packages/server/src/network/testing/calls.ts';
import { storageKey, useFolders } from './network-folder.ts';

const writer = fileURLToPath(new URL('journal-writer.ts', import.meta.url));
const newFolder = useFolders();

/** Writes until so many were recorded, and is killed. @returns what else it said */
async function writeUntilKilled(folder: string, killAfter: number): Promise<readonly string[]> {
  const args = ['--conditions=whorl-source', writer, folder];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let recorded = 0;
  const others: string[] = [];
  const reading = createInterface({ input: child.stdout });
  reading.on('line', (line) => {
    if (line === 'recorded') recorded += 1;
    else others.push(line);
    if (recorded === killAfter) child.kill('SIGKILL');
  });
  await Promise.all([once(reading, 'close'), once(child, 'close')]);
  expect(recorded).toBeGreaterThanOrEqual(killAfter);
  return others;
}

async function idsOf(journal: Journal, kind: CallKind): Promise<readonly (string | undefined)[]> {
  const ids: (string | undefined)[] = [];
  let after: CallCursor | undefined;
  do {
    const wanted = { projectId: 'project', kind, limit: 500, ...(after && { after }) };
    const { calls, next } = await journal.list(wanted);
    ids.push(...calls.map(({ id }) => id));
    after = next;
  } while (after !== undefined);
  return ids;
}

it('has each call and purchase of the log once, however often it was killed', async () => {
  const folder = await newFolder();
  for (const killAfter of [3, 40, 200, 7, 120, 333, 60, 90])
    expect(await writeUntilKilled(folder, killAfter)).toEqual([]);

  const network = await openEmbeddedNetwork({ folder: join(folder, 'log'), storageKey });
  const source = journalSourceOf(network, storageKey);
  const logged = { calls: [] as (string | undefined)[], purchases: 0 };
  for await (const { rows } of source.commits({ number: 1, length: 0 }))
    for (const { id } of rows)
      if (id === undefined) logged.purchases += 1;
      else logged.calls.push(id);

  const told: string[] = [];
  const journal = await openSqliteJournal({
    path: join(folder, 'journal.sqlite'),
    source: async () => source,
    clock: { nowMs: () => noonMs },
    days: 400,
    report: ({ note }) => told.push(note),
  });
  expect((await idsOf(journal, 'call')).toSorted()).toEqual(logged.calls.toSorted());
  expect(await idsOf(journal, 'history')).toHaveLength(logged.purchases);
  expect(await journal.count('project')).toEqual({
    call: logged.calls.length,
    history: logged.purchases,
  });
  expect(told).toEqual([]);
  await journal.close();
  await network.close();
});
