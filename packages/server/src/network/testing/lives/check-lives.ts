import fc from 'fast-check';
import { expect } from 'vitest';
import type { Network } from '../../network.ts';
import { live } from '../oracle/event.ts';
import { Oracle } from '../oracle/oracle.ts';
import { compareAnswers, comparePortraits } from './answers.ts';
import { type Life, lives } from './life.ts';

/**
 * Lets networks live through random lives, and asks everything at every instant.
 *
 * @param open a new, empty network, every time
 * @throws an error with the shortest life that was found in which an answer is wrong
 */
export async function checkLives(
  open: () => Promise<Network>,
  parameters: fc.Parameters<[Life]> = {},
): Promise<void> {
  const property = fc.asyncProperty(lives, async (life) => {
    const network = await open();
    await liveThrough(network, life);
    await network.close();
  });
  await fc.assert(property, { numRuns: 100, seed: 1, ...parameters });
}

async function liveThrough(network: Network, { moments, limit }: Life): Promise<void> {
  const oracle = new Oracle();
  for (const { event, nowMs } of moments) {
    if (event !== undefined) expect(await live(network, event)).toEqual(oracle.apply(event));
    await compareAnswers({ network, oracle }, { nowMs, limit });
  }
  const nowMs = moments.at(-1)?.nowMs ?? 0;
  await comparePortraits({ network, oracle }, { nowMs, limit });
  expect(await network.verify()).toEqual([]);
}
