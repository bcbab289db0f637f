import { diagnose } from '@whorl/contract';
import type { Received } from './send-call.ts';
import { type Finding, StepFault } from './step.ts';

const noteAboveSeconds = 60;
const faultAboveSeconds = 300;

/**
 * Holds our clock against the server's. Date headers have whole seconds, and are as old as the answer. Pure.
 *
 * @throws StepFault `clock-off` above five minutes; above one it is a note
 */
export function judgeClock({ raw, atMs }: Received): Finding<undefined> {
  const theirsMs = Date.parse(raw.headers.date ?? '');
  if (Number.isNaN(theirsMs))
    return { value: undefined, found: ['the answer does not say what time it is there'] };
  const offMs = atMs - theirsMs;
  const seconds = Math.round(Math.abs(offMs) / 1000);
  const direction = offMs < 0 ? 'behind' : 'ahead of';
  const facts = { offSeconds: Math.round(offMs / 1000) };
  if (seconds > faultAboveSeconds)
    throw new StepFault(diagnose('clock-off', { apart: apartOf(seconds), direction }), { facts });
  if (seconds <= noteAboveSeconds)
    return { value: undefined, found: [seconds <= 1 ? 'as here' : `${seconds} s apart`], facts };
  const notes = [diagnose('clock-drift', { seconds, direction })];
  return { value: undefined, found: [`${seconds} s apart`], facts, notes };
}

const daySeconds = 86_400;
const daysAtMost = 36_500;

/** Of days nobody wants seconds; of a date that cannot be meant, no number at all. */
function apartOf(seconds: number): string {
  const days = Math.round(seconds / daySeconds);
  if (days < 2) return `${seconds} s`;
  return days <= daysAtMost ? `${days} days` : 'more than 100 years';
}
