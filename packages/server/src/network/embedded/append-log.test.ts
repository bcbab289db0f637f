import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppendLog, type Durability } from './append-log.ts';
import { fileHeadBytes, logFile, placedHead, type RecordPosition } from './log-files.ts';
import { type LoggedBatch, readLog, readRecord } from './read-log.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-log-'));
});
afterEach(() => rm(folder, { recursive: true }));

const mark = Buffer.from('whorlog\x02testtest', 'latin1');
const start = { number: 1, length: 0 };

const openLog = (durability: Durability = 'sync', fileBytes = 1_000_000): AppendLog =>
  new AppendLog({
    ...{ folder, mark, previousBytes: 0, durability, fileBytes, end: start },
    onStop: (error) => {
      throw error;
    },
  });

const closeLog = async (log: AppendLog): Promise<void> => {
  await log.finish();
  log.close();
};

async function batchesOf(log: AppendLog, from = start): Promise<readonly LoggedBatch[]> {
  const batches: LoggedBatch[] = [];
  for await (const batch of readLog(folder, { from, to: log.durableEnd })) batches.push(batch);
  return batches;
}

const textsOf = (batches: readonly LoggedBatch[]): readonly (readonly string[])[] =>
  batches.map(({ records }) => records.map(({ record }) => String(record)));

const place = (position: RecordPosition): RecordPosition => position;

describe('the append log', () => {
  it('commits together what comes together, and applies it in order', async () => {
    const log = openLog();
    const applied: string[] = [];
    const append = (text: string): Promise<RecordPosition> =>
      log.append(Buffer.from(text), (position) => {
        applied.push(text);
        return position;
      });
    await append('first');
    const positions = await Promise.all(['second', 'third', 'fourth'].map(append));
    expect(applied).toEqual(['first', 'second', 'third', 'fourth']);
    expect(textsOf(await batchesOf(log))).toEqual([['first'], ['second', 'third', 'fourth']]);
    const texts = positions.map(async (position) => String(await readRecord(folder, position)));
    expect(await Promise.all(texts)).toEqual(['second', 'third', 'fourth']);
    await closeLog(log);
  });

  it('moves its end in the turn in which it applies', async () => {
    const log = openLog();
    const ends: number[] = [];
    const watch = setInterval(() => ends.push(log.end.length), 0);
    let applied = log.end.length;
    const seen: boolean[] = [];
    for (let n = 0; n < 20; n += 1) {
      const appending = log.append(Buffer.alloc(100), ({ offset, length }) => {
        applied = offset + length;
      });
      void appending.then(() => seen.push(log.end.length === applied));
      for (let turn = 0; turn < 50; turn += 1) {
        seen.push(log.end.length === applied);
        await undefined;
      }
      await appending;
    }
    clearInterval(watch);
    expect(new Set(seen)).toEqual(new Set([true]));
    await closeLog(log);
  });

  it('refuses what cannot be applied, and nothing else', async () => {
    const log = openLog();
    const failing = log.append(Buffer.from('one'), () => {
      throw new RangeError('It cannot be counted.');
    });
    const other = log.append(Buffer.from('another'), () => 'counted');
    await expect(failing).rejects.toThrow('It cannot be counted.');
    await expect(other).resolves.toBe('counted');
    await closeLog(log);
  });

  it('begins a new file when one is full, or when it is asked to, and never leaves one empty', async () => {
    const log = openLog('sync', 50);
    for (const text of ['one', 'two', 'three'])
      await log.append(Buffer.from(text.repeat(9)), place);
    expect(log.end.number).toBe(3);
    const beginning = { number: 4, length: fileHeadBytes };
    expect(await log.roll()).toEqual(beginning);
    expect(await log.roll()).toEqual(beginning);
    expect(textsOf(await batchesOf(log)).flat()).toHaveLength(3);
    const { size } = await stat(logFile(folder, 3));
    const head = placedHead(mark, { number: 4, previousBytes: size });
    expect(await readFile(logFile(folder, 4))).toEqual(head);
    await closeLog(log);
  });

  it('is read on from where its reader was', async () => {
    const log = openLog('sync', 60);
    let from = start;
    for (const text of ['one', 'two', 'three', 'four']) {
      await log.append(Buffer.from(text), place);
      const batches = await batchesOf(log, from);
      expect(textsOf(batches)).toEqual([[text]]);
      from = batches.at(-1)?.end ?? from;
      expect(await batchesOf(log, from)).toEqual([]);
    }
    await closeLog(log);
  });

  it('commits a crowd of large records in batches that can be read back', async () => {
    const log = openLog();
    const large = Buffer.alloc(6 * 1024 * 1024, 1);
    await Promise.all([1, 2, 3, 4].map(() => log.append(large, place)));
    expect((await batchesOf(log)).map(({ records }) => records.length)).toEqual([2, 2]);
    await closeLog(log);
  });
});

describe('a log that acknowledges early', () => {
  it('is ahead of what is durable, until that is asked for', async () => {
    const log = openLog('async');
    const before = log.durableEnd;
    await log.append(Buffer.from('one'), place);
    expect(log.durableEnd).toEqual(before);
    expect(await batchesOf(log)).toEqual([]);
    expect(await log.sync()).toEqual(log.end);
    expect(log.durableEnd).toEqual(log.end);
    expect(textsOf(await batchesOf(log))).toEqual([['one']]);
    await closeLog(log);
  });

  it('leaves others a turn, however fast somebody appends', async () => {
    const log = openLog('async');
    let isAsked = false;
    setImmediate(() => {
      isAsked = true;
    });
    for (let n = 0; !isAsked && n < 1_000; n += 1) await log.append(Buffer.from('one'), place);
    expect(isAsked).toBe(true);
    await closeLog(log);
  });

  it('is durable when it was closed, and where a new file begins', async () => {
    const log = openLog('async', 50);
    for (const text of ['one', 'two', 'three'])
      await log.append(Buffer.from(text.repeat(9)), place);
    expect(log.durableEnd.number).toBe(3);
    expect(textsOf(await batchesOf(log)).flat()).toHaveLength(2);
    await closeLog(log);
    expect(log.durableEnd).toEqual(log.end);
  });
});

describe('one record alone', () => {
  it('is refused when it is not as it was written', async () => {
    const log = openLog();
    const position = await log.append(Buffer.from('one'), place);
    await closeLog(log);
    const { offset } = position;
    for (const wrong of [
      { ...position, offset: offset - 1 },
      { ...position, length: 2 },
      { ...position, offset: offset + 1_000 },
    ])
      await expect(readRecord(folder, wrong)).rejects.toThrow('log-000001 is damaged at byte');
  });
});
