import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SlotIndex } from './slot-index.ts';

describe('the index', () => {
  it('finds what was added and not removed, however hashes collide', () => {
    const steps = fc.array(
      fc.record({ key: fc.integer({ min: 1, max: 300 }), isAdded: fc.boolean() }),
      { maxLength: 600 },
    );
    fc.assert(
      fc.property(steps, fc.constantFrom(0, 3, 0xffffffff), (all, mask) => {
        const index = new SlotIndex();
        const known = new Set<number>();
        const hashOf = (key: number): number => (Math.imul(key, 0x01000193) & mask) >>> 0;
        for (const { key, isAdded } of all) {
          if (isAdded && !known.has(key)) index.add(hashOf(key), key);
          if (!isAdded && known.has(key)) index.remove(hashOf(key), key);
          if (isAdded) known.add(key);
          else known.delete(key);
        }
        for (let key = 1; key <= 300; key += 1)
          expect(index.find(hashOf(key), (slot) => slot === key)).toBe(known.has(key) ? key : 0);
      }),
    );
  });

  it('is made anew of slots, whatever was in it', () => {
    const index = new SlotIndex();
    for (let n = 1; n <= 3_000; n += 1) index.add(n, n);
    const grown = index.bytes;
    const hashOf = (slot: number): number => (slot % 3 === 0 ? -1 : (slot * 2654435761) >>> 0);
    for (const _ of [1, 2]) index.fill(3_001, hashOf);
    for (let n = 1; n <= 3_000; n += 1)
      expect(index.find((n * 2654435761) >>> 0, (slot) => slot === n)).toBe(n % 3 === 0 ? 0 : n);
    const fresh = new SlotIndex();
    fresh.fill(3_001, hashOf);
    expect(index.bytes).toBe(fresh.bytes);
    expect(index.bytes).not.toBe(grown);
  });

  it('does not grow while things come and go', () => {
    const index = new SlotIndex();
    const round = (from: number): number => {
      for (let n = from; n < from + 5_000; n += 1) index.add((n * 2654435761) >>> 0, n);
      for (let n = from; n < from + 5_000; n += 1) index.remove((n * 2654435761) >>> 0, n);
      return index.bytes;
    };
    round(1);
    const bytes = round(5_001);
    for (let from = 10_001; from < 100_000; from += 5_000) expect(round(from)).toBe(bytes);
  });
});
