import { setImmediate, setTimeout } from 'node:timers/promises';

/** Time as the service meets it: an argument everywhere, so that tests own it. */
export interface Clock {
  /** Wall clock, Unix milliseconds. */
  nowMs(): number;
  /** A clock that only goes forward, for durations; milliseconds. */
  monotonicMs(): number;
  /** Never shorter than told, and longer by no more than what else is going on. */
  sleep(durationMs: number): Promise<void>;
}

/** The platform's timers count whole milliseconds, and may be one early. */
const timerGrainMs = 2;

/** The machine's own clock. */
export const systemClock: Clock = {
  nowMs: Date.now,
  monotonicMs: () => performance.now(),
  async sleep(durationMs) {
    const endMs = performance.now() + durationMs;
    if (durationMs > timerGrainMs) await setTimeout(durationMs - timerGrainMs);
    while (performance.now() < endMs) await setImmediate();
  },
};
