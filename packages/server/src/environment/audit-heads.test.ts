import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportHeads, lostTrails, readExportedHeads } from './audit-heads.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-heads-'));
});
afterEach(() => rm(folder, { recursive: true }));

const head = (seq: number) => ({ seq, mac: `mac-${seq}` });
const exportOf = (sandbox: number, accounts: number) =>
  exportHeads(
    folder,
    { sandbox: async () => head(sandbox), accounts: async () => head(accounts) },
    nowMs,
  );
const file = () => join(folder, 'audit-heads.jsonl');

describe('the heads that are exported', () => {
  it('are those that are new, and none of an empty trail', async () => {
    expect(await exportOf(3, 0)).toEqual([{ trail: 'sandbox', ...head(3) }]);
    expect(await exportOf(3, 0)).toEqual([]);
    expect(await exportOf(3, 1)).toEqual([{ trail: 'accounts', ...head(1) }]);
    expect(await exportOf(5, 1)).toEqual([{ trail: 'sandbox', ...head(5) }]);
    expect(await readExportedHeads(folder)).toEqual([
      { trail: 'sandbox', ...head(3) },
      { trail: 'accounts', ...head(1) },
      { trail: 'sandbox', ...head(5) },
    ]);
  });

  it('are lines of JSON with their time, for their owner alone', async () => {
    await exportOf(3, 0);
    const text = await readFile(file(), 'utf8');
    expect(text).toBe(
      '{"at":"2026-11-24T12:00:00.000Z","trail":"sandbox","seq":3,"mac":"mac-3"}\n',
    );
    expect((await stat(file())).mode & 0o777).toBe(0o600);
  });

  it('are none where nothing was exported yet', async () => {
    expect(await readExportedHeads(folder)).toEqual([]);
  });

  it('survive a line that a crash left unfinished, before it and behind it', async () => {
    await exportOf(3, 0);
    await appendFile(file(), '{"at":"2026-11-24T13:00:00.000Z","trail":"sand');
    expect(await readExportedHeads(folder)).toEqual([{ trail: 'sandbox', ...head(3) }]);
    await exportOf(4, 0);
    expect(await readExportedHeads(folder)).toEqual([
      { trail: 'sandbox', ...head(3) },
      { trail: 'sandbox', ...head(4) },
    ]);
  });
});

describe('a trail that was exported and is gone', () => {
  const exported = [3, 7].map((seq) => ({ trail: 'production' as const, ...head(seq) }));

  it('is told, with the furthest record that was exported', () => {
    expect(lostTrails(exported, ['sandbox', 'accounts'])).toMatchObject([
      { trail: 'production', verdict: { ok: false, seq: 7 } },
    ]);
  });

  it('is not told of one that is there, nor of one that never was', () => {
    expect(lostTrails(exported, ['sandbox', 'production', 'accounts'])).toEqual([]);
    expect(lostTrails([{ trail: 'sandbox', ...head(3) }], ['sandbox', 'accounts'])).toEqual([]);
  });
});
