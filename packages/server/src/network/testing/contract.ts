/** The suite that every store of the identity network passes: the promise of network.ts, held to. */
import { afterEach, describe, it } from 'vitest';
import type { Network } from '../network.ts';
import { describeAmounts } from './amounts.ts';
import { describeConcurrency } from './concurrency.ts';
import { describeCounts } from './counts.ts';
import { describeForgetting } from './forgetting.ts';
import { describeHistories } from './histories.ts';
import { describeLife } from './life.ts';
import { describeLimits } from './limits.ts';
import { describeLinks } from './links.ts';
import { checkBusyLives } from './lives/check-busy-lives.ts';
import { checkLives } from './lives/check-lives.ts';
import { describeNames } from './names.ts';
import { describePortraits } from './portraits.ts';
import { describeProjects } from './projects.ts';
import { describeReports } from './reports.ts';
import { describeRetries } from './retries.ts';

/** A new, empty network. It is closed when its test ends. */
export type Open = () => Promise<Network>;

/** A store, as it is described. */
export interface DescribedStore {
  /** What it is called in the output. */
  readonly name: string;
  readonly open: Open;
  /** How many random lives it lives through. 100 unless told: fewer where every answer takes long. */
  readonly lives?: number;
}

/**
 * Describes a store to vitest.
 *
 * @example
 * describeNetwork({ name: 'memory', open: async () => createMemoryNetwork() });
 */
export function describeNetwork({ name, open, lives = 100 }: DescribedStore): void {
  describe(`the ${name} network`, () => {
    const opened: Network[] = [];
    afterEach(async () => {
      for (const network of opened.splice(0)) await network.close();
    });
    const openOne: Open = async () => {
      const network = await open();
      opened.push(network);
      return network;
    };
    it('answers as counting all events does, through random lives, at every instant', () =>
      checkLives(openOne, { numRuns: lives }));
    it('answers as counting does of elements that are seen all the time', () =>
      checkBusyLives(openOne));
    for (const describePart of parts) describePart(openOne);
  });
}

const parts = [
  describeCounts,
  describeLinks,
  describeNames,
  describeAmounts,
  describeReports,
  describeHistories,
  describeRetries,
  describeForgetting,
  describePortraits,
  describeProjects,
  describeLimits,
  describeConcurrency,
  describeLife,
];
