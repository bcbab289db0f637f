import type { Environment } from './environment.ts';
import { StepRefused } from './step-refused.ts';

/**
 * Runs the step that takes a key into use.
 *
 * @throws StepRefused when the other environment has a use for the key
 */
export function takeKey<Result>(
  { elsewhere }: Environment,
  fingerprint: string,
  step: () => Promise<Result>,
): Promise<Result> {
  return elsewhere.alone(async () => {
    if (await elsewhere.knowsKey(fingerprint))
      throw new StepRefused(
        'conflict',
        'The key is used in the other environment. Nothing of one is good in the other: make a new key.',
      );
    return step();
  });
}
