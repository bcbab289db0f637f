import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { journalSourceOf } from '../../network/embedded/journal-source.ts';
import type { LogPosition } from '../../network/embedded/log-files.ts';
import {
  batch,
  call,
  element,
  importId,
  link,
  noonMs,
  past,
  pseudonym,
} from '../../network/testing/calls.ts';
import { JournalUnavailable } from '../journal.ts';
import { allRows, expectedRows, referencesOf, type Written } from '../testing/everything.ts';
import { Stage, storageKey } from '../testing/stage.ts';

const dayMs = 24 * 60 * 60_000;
const projectIds = ['shop', 'other', 'none'];

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.close());

const instants = fc.integer({ min: noonMs - 300 * dayMs, max: noonMs }).map((ms) => ms - (ms % 9));
const projects = fc.constantFrom('shop', 'other');
const scores = fc.option(fc.integer({ min: 0, max: 500 }), { nil: undefined });
const calls = fc
  .record({ id: fc.uuid({ version: 4 }), projectId: projects, atMs: instants, score: scores })
  .map(({ score, ...rest }) =>
    call({
      ...rest,
      signals: { ageDays: 1, ...(score !== undefined && { 'identityRisk.score': score }) },
    }),
  );
const references = fc.option(fc.nat({ max: 20 }).map(pseudonym), { nil: undefined });
const purchases = fc
  .array(fc.record({ atMs: instants, reference: references }), { maxLength: 90 })
  .map((all) =>
    all.map(({ reference, ...rest }, n) =>
      past({ ...rest, line: n + 1, ...(reference !== undefined && { reference }) }),
    ),
  );
const batches = fc
  .record({
    projectId: projects,
    importId: fc.uuid().map((id) => id.replaceAll('-', '').repeat(2)),
    purchases,
  })
  .map(batch);
const histories = fc.uniqueArray(
  fc.oneof(
    calls.map((one): Written => ({ call: one })),
    batches.map((one): Written => ({ batch: one })),
  ),
  { maxLength: 60, selector: (one) => ('call' in one ? one.call.id : one.batch.importId) },
);

async function write(written: readonly Written[]): Promise<void> {
  await Promise.all(
    written.map((one) =>
      'call' in one ? stage.network.record(one.call) : stage.network.recordHistory(one.batch),
    ),
  );
}

describe('a journal', () => {
  it('tells each call and purchase of the log once, page by page, however it is stopped between', async () => {
    await fc.assert(
      fc
        .asyncProperty(histories, fc.nat({ max: 60 }), async (written, cut) => {
          await write(written.slice(0, cut));
          expect(await allRows(stage.journal, projectIds)).toEqual(
            expectedRows(written.slice(0, cut), projectIds),
          );
          await stage.reopenJournal();
          await write(written.slice(cut));
          expect(await allRows(stage.journal, projectIds, 1000)).toEqual(
            expectedRows(written, projectIds),
          );
          for (const [reference, times] of referencesOf(written, 'shop')) {
            const found = await stage.journal.findReference('shop', reference);
            expect(found).toHaveLength(Math.min(times, 10));
            for (const { entry } of found) expect(entry).toMatchObject({ type: 'past', reference });
          }
          const { call: many, history } = await stage.journal.count('shop');
          expect(many + history).toBe(expectedRows(written, ['shop']).length);
          expect(stage.takeEvents()).toEqual([]);
        })
        .afterEach(async () => {
          await stage.close();
          stage = await Stage.open();
        }),
      { numRuns: 25 },
    );
  });

  it('finds a call by its id, with all that its record tells', async () => {
    const card = element('card', 1);
    const name = element('name', 2);
    const links = [link('card-name', card, name)];
    const one = call({ projectId: 'shop', elements: [card, name], links });
    await stage.network.record(one);
    const { id, projectId, atMs, answer, signals, model, elements } = one;
    expect(await stage.journal.find(id)).toEqual({
      summary: { kind: 'call', projectId, atMs, id },
      entry: { type: 'call', id, projectId, atMs, elements, links, answer, signals, model },
    });
    expect(await stage.journal.find(id.toUpperCase())).toMatchObject({ summary: { id } });
    expect(await stage.journal.find('00000000-0000-4000-8000-000000000000')).toBeUndefined();
    expect(await stage.journal.find('not an id')).toBeUndefined();
  });

  it('lists from an instant on, and up to one', async () => {
    for (let hour = 0; hour < 5; hour += 1)
      await stage.network.record(call({ projectId: 'shop', atMs: noonMs - hour * 3_600_000 }));
    const wanted = { projectId: 'shop', kind: 'call', limit: 10 } as const;
    const fromMs = noonMs - 3 * 3_600_000;
    const hours = async (range: object) =>
      (await stage.journal.list({ ...wanted, ...range })).calls.map(
        ({ atMs }) => (noonMs - atMs) / 3_600_000,
      );
    expect(await hours({ fromMs })).toEqual([0, 1, 2, 3]);
    expect(await hours({ fromMs, toMs: noonMs })).toEqual([1, 2, 3]);
    expect(await hours({ toMs: noonMs - 3_600_000, after: { atMs: noonMs, seq: 1 } })).toEqual([
      2, 3, 4,
    ]);
  });

  it('keeps no reference of one project for another', async () => {
    const reference = pseudonym(5);
    await stage.network.recordHistory(
      batch({ projectId: 'shop', purchases: [past({ reference })] }),
    );
    expect(await stage.journal.findReference('shop', reference)).toHaveLength(1);
    expect(await stage.journal.findReference('other', reference)).toEqual([]);
  });

  it('removes rows that are older than it is kept, and passes over those that come late', async () => {
    const old = { projectId: 'shop', atMs: noonMs - 399 * dayMs };
    const purchases = Array.from({ length: 100 }, (_, n) => past({ ...old, line: n + 1 }));
    const written: Written[] = [
      { batch: batch({ projectId: 'shop', purchases }) },
      ...Array.from({ length: 50 }, () => ({ call: call(old) })),
      { call: call({ projectId: 'shop' }) },
    ];
    await write(written);
    expect(await stage.journal.count('shop')).toEqual({ call: 51, history: 100 });
    expect(await stage.journal.prune()).toBe(0);
    stage.nowMs += 2 * dayMs;
    expect(await stage.journal.prune()).toBe(150);
    expect(await stage.journal.count('shop')).toEqual({ call: 1, history: 0 });
    await stage.network.record(call(old));
    await stage.network.recordHistory(
      batch({ projectId: 'shop', importId: importId(2), purchases: [past(old)] }),
    );
    expect(await allRows(stage.journal, projectIds)).toEqual(
      expectedRows(written, projectIds, noonMs),
    );
  });

  it('leaves nothing of removed rows in its file', async () => {
    const id = 'badc0ffe-1234-4234-8234-badc0ffebadc';
    await stage.network.record(call({ projectId: 'shop', id }));
    await stage.network.record(call({ projectId: 'shop', atMs: noonMs + dayMs }));
    await stage.reopenJournal();
    await stage.journal.count('shop');
    await stage.reopenJournal();
    const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
    expect((await readFile(stage.path)).includes(bytes)).toBe(true);
    stage.nowMs += 400 * dayMs + 1;
    expect(await stage.journal.prune()).toBe(1);
    await stage.reopenJournal();
    expect((await readFile(stage.path)).includes(bytes)).toBe(false);
  });

  it('is refused, with a sentence, once it is closed', async () => {
    await stage.journal.close();
    await expect(stage.journal.find('x')).rejects.toThrow(JournalUnavailable);
    await stage.journal.close();
  });

  it('does not keep a question waiting for ever', async () => {
    await stage.network.record(call({ projectId: 'shop' }));
    const release = Promise.withResolvers<void>();
    await stage.reopenJournal({
      patienceMs: 1,
      source: async () => {
        const source = journalSourceOf(stage.network, storageKey);
        async function* commits(from: LogPosition) {
          await release.promise;
          yield* source.commits(from);
        }
        return { ...source, commits };
      },
    });
    await expect(stage.journal.count('shop')).rejects.toThrow('still being made');
    release.resolve();
    await stage.reopenJournal();
    expect(await stage.journal.count('shop')).toEqual({ call: 1, history: 0 });
  });
});
