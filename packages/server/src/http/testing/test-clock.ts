import type { Clock } from '../../config/clock.ts';

/** A clock that goes on when a test says so. */
export interface TestClock extends Clock {
  /** Milliseconds; whoever has slept long enough wakes. */
  advance(durationMs: number): void;
  /** The next time at which somebody falls asleep: for how long, in milliseconds. */
  asleep(): Promise<number>;
}

export function createTestClock(startMs: number): TestClock {
  let atMs = 0;
  let sleepers: { readonly dueMs: number; readonly wake: () => void }[] = [];
  let watchers: ((durationMs: number) => void)[] = [];
  return {
    nowMs: () => startMs + atMs,
    monotonicMs: () => atMs,
    sleep: (durationMs) =>
      new Promise((wake) => {
        sleepers.push({ dueMs: atMs + durationMs, wake });
        for (const watch of watchers) watch(durationMs);
        watchers = [];
      }),
    advance(durationMs) {
      atMs += durationMs;
      for (const { dueMs, wake } of sleepers) if (dueMs <= atMs) wake();
      sleepers = sleepers.filter(({ dueMs }) => dueMs > atMs);
    },
    asleep: () => new Promise((resolve) => watchers.push(resolve)),
  };
}
