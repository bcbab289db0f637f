/** A journal whose file is not what was left: it is made anew from the log, and tells the same as before. */
import { copyFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cp, rename, rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStorageKey } from '../../network/storage-key.ts';
import { batch, call, importId, noonMs, past, pseudonym } from '../../network/testing/calls.ts';
import { allRows, expectedRows, type Written } from '../testing/everything.ts';
import { Stage } from '../testing/stage.ts';

const projectIds = ['shop', 'other'];
const reference = pseudonym(77);

let stage: Stage;
let written: readonly Written[];
beforeEach(async () => {
  stage = await Stage.open();
  written = await writeSome(1);
  await expectWhole();
  expect(stage.takeEvents()).toEqual([]);
});
afterEach(() => stage.close());

async function writeSome(n: number): Promise<readonly Written[]> {
  const purchases = Array.from({ length: 70 }, (_, line) =>
    past({ line: line + 1, atMs: noonMs - line * 1000, ...(line === 40 && { reference }) }),
  );
  const history = batch({ projectId: 'shop', importId: importId(n), purchases });
  const calls = Array.from({ length: 150 }, (_, at) =>
    call({
      projectId: projectIds[at % 2] as string,
      atMs: noonMs - at,
      signals: { 'identityRisk.score': at },
    }),
  );
  await Promise.all(calls.map((one) => stage.network.record(one)));
  await stage.network.recordHistory(history);
  return [...calls.map((one) => ({ call: one })), { batch: history }];
}

/** Asks all that can be asked. */
async function expectWhole(): Promise<void> {
  expect(await allRows(stage.journal, projectIds, 100)).toEqual(expectedRows(written, projectIds));
  for (const one of written.slice(0, 20))
    if ('call' in one)
      expect(await stage.journal.find(one.call.id)).toMatchObject({ entry: { id: one.call.id } });
  const found = await stage.journal.findReference('shop', reference);
  expect(found.map(({ entry }) => entry)).toMatchObject([{ type: 'past', reference, line: 41 }]);
  expect(await stage.journal.count('shop')).toEqual({ call: 75, history: 70 });
}

async function reopenAfter(change: () => unknown): Promise<void> {
  await stage.journal.close();
  await change();
  await stage.openJournal();
}

const notes = (): readonly string[] =>
  stage.takeEvents().map(({ event, note }) => `${event}: ${note}`);

describe('a journal is made anew', () => {
  it.each<[string, RegExp, () => unknown]>([
    ['was removed', /it was not there/, () => rmSync(stage.path)],
    ['was emptied', /or empty/, () => writeFileSync(stage.path, '')],
    ['is something else', /not a database/, () => writeFileSync(stage.path, 'x'.repeat(50_000))],
    [
      'was cut short',
      /made anew/,
      () => writeFileSync(stage.path, readFileSync(stage.path).subarray(0, 20_000)),
    ],
    ['is of another program', /no journal/, () => edit('pragma application_id = 7')],
    ['is of another version', /another version/, () => edit('pragma user_version = 99')],
    [
      'goes further than the log',
      /last row|further|as it was written/,
      () => edit('update state set length = 9e9'),
    ],
    [
      'has a row that was changed',
      /as it was written/,
      () => edit('update rows set atMs = atMs - 1 where seq = 5'),
    ],
    [
      'has a project that was changed',
      /as it was written/,
      () => edit("update projects set id = 'pirate' where number = 1"),
    ],
    ['does not say how far it goes', /it was not there, or empty/, () => edit('delete from state')],
    [
      'was being written when the machine stopped',
      /machine stopped/,
      () => edit("update opened set by = 'another boot 7'"),
    ],
  ])('when it %s, and says so once', async (_, why, change) => {
    await reopenAfter(change);
    await expectWhole();
    const told = notes();
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^journal-made-anew: /);
    expect(told[0]).toMatch(why);
    await stage.reopenJournal();
    await expectWhole();
    expect(notes()).toEqual([]);
  });

  it('when it is a copy of one that was being written', async () => {
    const copy = `${stage.path}.copy`;
    copyFileSync(stage.path, copy);
    const wal = readFileSync(`${stage.path}-wal`);
    await reopenAfter(async () => {
      await rename(copy, stage.path);
      writeFileSync(`${stage.path}-wal`, wal);
    });
    await expectWhole();
    expect(notes()).toMatchObject([expect.stringContaining('or it is a copy')]);
  });

  it('when the log has another storage key: references are others then', async () => {
    const other = createStorageKey(Buffer.alloc(16, 9));
    await stage.journal.close();
    await stage.openJournal({}, other);
    expect((await stage.journal.count('shop')).call).toBe(75);
    expect(notes()).toMatchObject([
      expect.stringMatching(/^journal-of-new-log: .*the log is another now/),
    ]);
    expect(await stage.journal.findReference('shop', reference)).toEqual([]);
  });

  it('when the log was replaced by an older one of the same key', async () => {
    const kept = `${stage.logFolder}.kept`;
    await stage.network.close();
    await cp(stage.logFolder, kept, { recursive: true });
    await stage.openNetwork();
    await writeSome(2);
    expect((await stage.journal.count('shop')).call).toBe(150);
    await stage.journal.close();
    await stage.network.close();
    await rm(stage.logFolder, { recursive: true });
    await rename(kept, stage.logFolder);
    await stage.openNetwork();
    await stage.openJournal();
    await expectWhole();
    expect(notes()).toMatchObject([expect.stringContaining('further than the log')]);
  });

  it('when any bit of its file is another, wherever that is of consequence', async () => {
    await stage.journal.close();
    const good = readFileSync(stage.path);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: good.length * 8 - 1 }), async (bit) => {
        const bad = Buffer.from(good);
        bad[bit >> 3] = (bad[bit >> 3] as number) ^ (1 << (bit & 7));
        writeFileSync(stage.path, bad);
        await stage.openJournal();
        await expectWhole();
        expect(notes().length).toBeLessThanOrEqual(1);
        await stage.journal.close();
      }),
      { numRuns: Number(process.env.WHORL_LONG === '1' ? 200 : 40) },
    );
  });
});

it('is its owner’s alone, with nothing beside it once it is closed', async () => {
  expect(statSync(stage.path).mode & 0o777).toBe(0o600);
  await stage.journal.close();
  expect(existsSync(`${stage.path}-wal`)).toBe(false);
});

it('tells of rows whose part of the log was removed, and why there is no more', async () => {
  const [first] = written;
  if (first === undefined || !('call' in first)) throw new Error('The first is a call.');
  await stage.network.roll();
  await stage.network.replaceImages();
  rmSync(`${stage.logFolder}/log-000001`);
  const { id, projectId, atMs } = first.call;
  expect(await stage.journal.find(id)).toEqual({
    summary: { kind: 'call', id, projectId, atMs, score: 0 },
    lost: 'The part of the log that held it was removed; this row is what is left.',
  });
  await stage.network.record(call({ projectId: 'shop' }));
  await stage.reopenJournal();
  expect((await stage.journal.count('shop')).call).toBe(76);
  expect(notes()).toEqual([]);
});

it('says what is damaged in the log, and where', async () => {
  const [first] = written;
  if (first === undefined || !('call' in first)) throw new Error('The first is a call.');
  const path = `${stage.logFolder}/log-000001`;
  const log = readFileSync(path);
  log[log.indexOf(first.call.answer)] = 0;
  writeFileSync(path, log);
  const found = await stage.journal.find(first.call.id);
  expect(found?.lost).toContain(`${path} is damaged at byte`);
});

function edit(sql: string): void {
  const database = new DatabaseSync(stage.path);
  database.exec(sql);
  database.close();
}
