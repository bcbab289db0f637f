import type { Diagnosis } from '@whorl/contract';
import { type Place, platformFault } from './platform-fault.ts';
import { type Finding, type Step, StepFault, type StepName } from './step.ts';

/** Hears of each step as it ends. */
export type Tell = (step: Step) => void;

/** Takes one step; the signal says when it has taken too long. */
export type TakeStep = <Value>(
  name: StepName,
  work: (signal: AbortSignal) => Finding<Value> | Promise<Finding<Value>>,
) => Promise<Value>;

/** The steps of one way, each timed, and whatever goes wrong in one made a diagnosis. */
export interface Steps {
  /** Goes on until all is done, or returns what ended it. */
  untilFault(way: (step: TakeStep) => Promise<void>): Promise<Diagnosis | undefined>;
  /** Says where faults of the platform happen from here on. */
  moveTo(place: Omit<Place, 'timeoutMs'>): Place;
  skip(name: StepName, why: string): void;
}

/** Begins a way. @param options.timeoutMs how long each step may take */
export function createSteps({
  timeoutMs,
  tell,
}: {
  readonly timeoutMs: number;
  readonly tell: Tell;
}): Steps {
  let place: Place = { host: '', address: '', timeoutMs };

  const step: TakeStep = async (name, work) => {
    const startMs = performance.now();
    const signal = AbortSignal.timeout(timeoutMs);
    const took = () => Math.round((performance.now() - startMs) * 10) / 10;
    try {
      const finding = await work(signal);
      tell({ name, durationMs: took(), state: 'ok', ...whole(finding) });
      return finding.value;
    } catch (error) {
      const end = error instanceof StepFault ? error : new StepFault(platformFault(error, place));
      const fault = end.diagnosis;
      tell({ name, durationMs: took(), state: 'fault', ...whole(end.seen), fault });
      throw end;
    }
  };

  return {
    async untilFault(way) {
      try {
        await way(step);
        return undefined;
      } catch (error) {
        if (error instanceof StepFault) return error.diagnosis;
        throw error;
      }
    },
    moveTo(next) {
      place = { ...next, timeoutMs };
      return place;
    },
    skip(name, why) {
      tell({ name, durationMs: 0, state: 'skipped', ...whole({ found: [why] }) });
    },
  };
}

const whole = ({ found = [], facts = {}, notes = [] }: Partial<Finding<unknown>>) => ({
  found,
  facts,
  notes,
});
