import { describe, expect, it } from 'vitest';
import type { RefusalRecord } from './refusal-record.ts';
import { createRefusals, keptForMs, keptRefusals } from './refusals.ts';

const startMs = Date.UTC(2026, 10, 24);

const refusalAt = (atMs: number, id = String(atMs)): RefusalRecord => ({
  id,
  atMs,
  status: 422,
  reasonCode: 'INVALID_CLIENT_CERT',
  diagnoses: [],
});

const idsOf = (records: readonly RefusalRecord[]): string[] => records.map(({ id }) => id);

describe('what was refused', () => {
  it('is kept for each project by itself, and for unknown callers together', () => {
    const refusals = createRefusals();
    refusals.keep('shop', refusalAt(startMs, 'a'));
    refusals.keep(undefined, refusalAt(startMs, 'b'));
    refusals.keep('shop', refusalAt(startMs, 'c'));
    const page = { limit: 10, nowMs: startMs };
    expect(idsOf(refusals.list('shop', page))).toEqual(['a', 'c']);
    expect(idsOf(refusals.list(undefined, page))).toEqual(['b']);
    expect(refusals.list('other', page)).toEqual([]);
  });

  it('is told the newest last, and of more than are asked for the newest', () => {
    const refusals = createRefusals();
    for (const id of ['a', 'b', 'c']) refusals.keep('shop', refusalAt(startMs, id));
    expect(idsOf(refusals.list('shop', { limit: 2, nowMs: startMs }))).toEqual(['b', 'c']);
  });

  it('is a thousand at most, whoever floods, and another’s are left alone', () => {
    const refusals = createRefusals();
    refusals.keep('shop', refusalAt(startMs, 'mine'));
    for (let at = 0; at < 5 * keptRefusals; at += 1)
      refusals.keep(undefined, refusalAt(startMs + at));
    const nowMs = startMs + 5 * keptRefusals;
    const strangers = refusals.list(undefined, { limit: 10 * keptRefusals, nowMs });
    expect(strangers).toHaveLength(keptRefusals);
    expect(strangers.at(-1)?.atMs).toBe(nowMs - 1);
    expect(idsOf(refusals.list('shop', { limit: 1, nowMs }))).toEqual(['mine']);
  });

  it('is told for a day, and let go of at the next tending or the next refusal', () => {
    const refusals = createRefusals();
    refusals.keep('shop', refusalAt(startMs));
    const dayLaterMs = startMs + keptForMs;
    const at = (nowMs: number) => refusals.list('shop', { limit: 10, nowMs }).length;
    expect(at(dayLaterMs - 1)).toBe(1);
    expect(at(dayLaterMs)).toBe(0);
    refusals.keep('shop', refusalAt(dayLaterMs));
    expect(at(startMs)).toBe(1);
    refusals.forgetOld(dayLaterMs + keptForMs);
    expect(at(dayLaterMs)).toBe(0);
  });
});
