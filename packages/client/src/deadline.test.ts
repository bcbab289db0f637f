import { expect, it } from 'vitest';
import { startDeadline } from './deadline.ts';

const runningTimers = (): number =>
  process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

it('leaves no clock running when a call is over', () => {
  const before = runningTimers();
  const deadline = startDeadline({ timeoutMs: 60_000, signals: [] });
  expect(runningTimers()).toBe(before + 1);
  expect(deadline.remainingMs()).toBeGreaterThan(50_000);
  deadline.release();
  expect(runningTimers()).toBe(before);
});
