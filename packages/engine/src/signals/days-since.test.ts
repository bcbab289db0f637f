import { describe, expect, it } from 'vitest';
import { daysSince } from './days-since.ts';

const hourMs = 3_600_000;

describe('days are whole periods of 24 hours', () => {
  it.each([
    ['never', undefined, 0],
    ['this instant', 0, 1],
    ['23 hours ago', 23 * hourMs, 1],
    ['24 hours ago', 24 * hourMs, 1],
    ['47 hours ago', 47 * hourMs, 1],
    ['48 hours ago', 48 * hourMs, 2],
    ['a clock that was set back', -hourMs, 1],
  ])('%s', (_, agoMs, days) => {
    const nowMs = Date.UTC(2026, 10, 24, 12);
    expect(daysSince(agoMs === undefined ? undefined : nowMs - agoMs, nowMs)).toBe(days);
  });
});
