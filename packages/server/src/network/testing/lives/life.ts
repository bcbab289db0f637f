/** Random lives of a network: what happens, and at every instant everything is asked. */
import type fc from 'fast-check';
import type { LifeEvent } from '../oracle/event.ts';
import { Chronicle } from './chronicle.ts';
import { sketches } from './sketch.ts';

/** One moment: perhaps something happens, then questions. */
export interface Moment {
  readonly event: LifeEvent | undefined;
  readonly nowMs: number;
}

export interface Life {
  /** The most names and partners that are asked for. */
  readonly limit: number;
  readonly moments: readonly Moment[];
}

/** A clock that never runs back, and purchases at most an hour ahead of it. */
export const lives: fc.Arbitrary<Life> = sketches.map(({ startMs, linkKinds, limit, moments }) => {
  const chronicle = new Chronicle(linkKinds);
  let nowMs = startMs;
  return {
    limit,
    moments: moments.map(({ moveMs, happening }): Moment => {
      nowMs += moveMs;
      return { event: happening && chronicle.write(happening, nowMs), nowMs };
    }),
  };
});
