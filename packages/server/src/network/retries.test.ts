import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idempotencyWindowMs } from './network.ts';
import { createRetries } from './retries.ts';
import { pseudonym } from './testing/calls.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const key = pseudonym(1);

describe('what is kept for retries', () => {
  it.each([
    ['at once', 0, 'kept'],
    ['to the last millisecond of ten minutes', idempotencyWindowMs - 1, 'kept'],
    ['by a clock that was set back a little', -60_000, 'kept'],
    ['no longer', idempotencyWindowMs, undefined],
    ['nor by a clock that was set back by ten minutes', -idempotencyWindowMs, undefined],
  ])('is found %s', (_, laterMs, found) => {
    const retries = createRetries<string>();
    retries.keep(key, nowMs, 'kept');
    expect(retries.find(key, nowMs + laterMs)).toBe(found);
  });

  it('is found under its own key alone, the latest that was kept', () => {
    const retries = createRetries<number>();
    retries.keep(key, nowMs, 0);
    retries.keep(key, nowMs + 1, 7);
    expect(retries.find(key, nowMs)).toBe(7);
    expect(retries.find(pseudonym(2), nowMs)).toBeUndefined();
    expect(retries.entries()).toEqual([{ key, atMs: nowMs + 1, kept: 7 }]);
  });

  it('is the same again when its entries are kept elsewhere', () => {
    const keptTwice: [number, number][] = [
      [2, 0],
      [3, 0],
      [0, 540_001],
      [2, 600_000],
    ];
    const calls = fc.array(fc.tuple(fc.nat(9), fc.nat(2 * idempotencyWindowMs)));
    fc.assert(
      fc.property(calls, fc.nat(idempotencyWindowMs), (made, laterMs) => {
        const [one, other] = [createRetries<number>(), createRetries<number>()];
        const inOrder = made.toSorted(([, earlier], [, later]) => earlier - later);
        for (const [n, atMs] of inOrder) one.keep(pseudonym(n), atMs, n + atMs);
        for (const entry of one.entries()) other.keep(entry.key, entry.atMs, entry.kept);
        const askedMs = (inOrder.at(-1)?.[1] ?? 0) + laterMs;
        for (let n = 0; n < 10; n += 1)
          expect(other.find(pseudonym(n), askedMs)).toBe(one.find(pseudonym(n), askedMs));
      }),
      { examples: [[keptTwice, 0]], numRuns: 500 },
    );
  });

  it('takes no more room than ten minutes of calls, and a minute until they are looked for', () => {
    const retries = createRetries<number>();
    for (let n = 0; n < 10_000; n += 1) retries.keep(pseudonym(n), nowMs + n * 1_000, n);
    expect(retries.entries().length).toBeLessThanOrEqual(11 * 60);
  });
});
