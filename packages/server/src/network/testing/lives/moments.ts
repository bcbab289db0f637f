/** Instants at which a count could be off by one. */
import fc from 'fast-check';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** When lives begin. */
export const starts = fc.constantFrom(
  Date.UTC(2026, 10, 24, 12),
  Date.UTC(2028, 1, 28, 23, 59, 59, 999),
  Date.UTC(2026, 11, 31, 23),
  Date.UTC(2027, 0, 1),
);

/** How far the clock moves: often onto or just beside the edge of a window. */
export const moves = fc
  .tuple(
    fc.constantFrom(
      ...[0, 1, minuteMs, 10 * minuteMs],
      ...[1, 23, 24, 48, 49].map((n) => n * hourMs),
    ),
    fc.constantFrom(0, 0, 0, 6, 7, 29, 30, 89, 90, 179, 180, 181),
    fc.constantFrom(0, 0, -1, 1),
  )
  .map(([ms, days, nudgeMs]) => Math.max(0, ms + days * dayMs + nudgeMs));

/** How long before the clock a purchase took place: mostly not at all; ahead of it by up to an hour. */
export const delays = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: -hourMs, max: hourMs }) },
  { weight: 2, arbitrary: moves },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 400 * dayMs }) },
);
