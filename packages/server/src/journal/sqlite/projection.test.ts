import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { journalSourceOf } from '../../network/embedded/journal-source.ts';
import { batch, call, past, report } from '../../network/testing/calls.ts';
import { Stage, storageKey } from '../testing/stage.ts';
import { JournalFile } from './journal-file.ts';
import { project } from './projection.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.close());

it('goes on within a commit where it was stopped, and does no row twice', async () => {
  const purchases = Array.from({ length: 50 }, (_, n) => past({ line: n + 1 }));
  await Promise.all([
    stage.network.recordHistory(batch({ purchases })),
    stage.network.record(call()),
    stage.network.report(report()),
  ]);
  const path = join(stage.folder, 'other.sqlite');
  const source = journalSourceOf(stage.network, storageKey);
  const counts: number[] = [];
  for (let runs = 0; runs < 6; runs += 1) {
    // As a crash leaves it: what was written is there, and nothing is in memory.
    const file = new JournalFile(path);
    await project({ file, source, cutMs: 0, isStopped: () => true });
    const { calls, purchases: many } = file.count('project');
    counts.push(calls + many);
    file.close();
  }
  expect(counts).toEqual([16, 32, 48, 51, 51, 51]);
});

it('moves on over commits without a call', async () => {
  for (let n = 0; n < 20; n += 1) await stage.network.report(report());
  await stage.network.record(call());
  expect(await stage.journal.count('project')).toEqual({ call: 1, history: 0 });
  expect(await stage.journal.count('project')).toEqual({ call: 1, history: 0 });
});
