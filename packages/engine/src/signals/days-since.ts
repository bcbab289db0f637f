const dayMs = 86_400_000;

/**
 * The wire's rule of days: 0 when never seen, else whole 24-hour periods, at least 1.
 *
 * @param instantMs Unix milliseconds, `undefined` when never seen
 */
export function daysSince(instantMs: number | undefined, nowMs: number): number {
  return instantMs === undefined ? 0 : Math.max(1, Math.floor((nowMs - instantMs) / dayMs));
}
