/** Time as the service meets it: an argument everywhere, so that tests own it. */
export interface Clock {
  /** Wall clock, Unix milliseconds. */
  nowMs(): number;
  /** A clock that only goes forward, for durations; milliseconds. */
  monotonicMs(): number;
  sleep(durationMs: number): Promise<void>;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  nowMs: Date.now,
  monotonicMs: () => performance.now(),
  sleep: (durationMs) => new Promise((resolve) => setTimeout(resolve, durationMs)),
};
