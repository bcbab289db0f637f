import { describe, expect, it } from 'vitest';
import { findByFingerprint } from './by-fingerprint.ts';
import { StepRefused } from './step-refused.ts';

const rows = ['ab12cd34'.padEnd(64, '0'), 'ab12cd34'.padEnd(64, '1'), 'ef'.padEnd(64, '2')];
const find = (start: string) =>
  findByFingerprint(rows, { start, fingerprintsOf: (row) => [row], nothing: 'There is none.' });
const reasonOf = (start: string): string => {
  try {
    return find(start);
  } catch (error) {
    return (error as StepRefused).reason;
  }
};

describe('a fingerprint', () => {
  it('is found whole, by its beginning, and in capitals', () => {
    expect(find(rows[0] ?? '')).toBe(rows[0]);
    expect(find('ef222222')).toBe(rows[2]);
    expect(find('EF222222')).toBe(rows[2]);
  });

  it.each([
    ['ab12cd34', 'conflict'],
    ['00000000', 'not-found'],
    ['ef', 'invalid'],
    ['', 'invalid'],
    ['ef22222g', 'invalid'],
    ['0'.repeat(65), 'invalid'],
  ])('%s is refused: %s', (start, reason) => {
    expect(reasonOf(start)).toBe(reason);
    expect(() => find(start)).toThrow(StepRefused);
  });
});
