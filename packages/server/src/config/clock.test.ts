import { expect, it } from 'vitest';
import { systemClock } from './clock.ts';

it('sleeps no shorter than told, by fractions of a millisecond too', async () => {
  for (const durationMs of [-1, 0, 0.3, 1.7, 4.4, 9.9]) {
    const startMs = performance.now();
    await systemClock.sleep(durationMs);
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(durationMs);
  }
});
