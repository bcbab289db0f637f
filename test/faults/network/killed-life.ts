/** The life of a network whose process is killed again and again, and what must be there after each kill. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openEmbeddedNetwork } from '../../../packages/server/src/network/embedded/embedded-network.ts';
import { createMemoryNetwork } from '../../../packages/server/src/network/memory/memory-network.ts';
import type { Network } from '../../../packages/server/src/network/network.ts';
import { live } from '../../../packages/server/src/network/testing/oracle/event.ts';
import { createRandom } from '../../support/random.ts';
import { copyFolder } from '../moments.ts';
import { compareNetworks } from './compare-networks.ts';
import { drawEnd, eventsAProcess, runUntilKilled } from './killed-process.ts';
import { eventOf, instantOf, keyOf, lanes, markOf } from './load.ts';
import { type Loading, storageKey } from './loading.ts';
import { loggedNumbers } from './logged-events.ts';

/** One life to be. */
export interface Life {
  /** Where it has its folders. */
  readonly parent: string;
  /** Everything follows from it but the moment at which a signal from outside arrives. */
  readonly seed: number;
  readonly kills: number;
}

/** Lives through it. @returns how many events were acknowledged */
export async function liveThroughKills({ parent, seed, kills }: Life): Promise<number> {
  const random = createRandom(seed);
  const durability = seed % 3 === 0 ? 'async' : 'sync';
  const folder = join(parent, `life-${seed}`);
  const expected = createMemoryNetwork();
  const counted: number[] = [];
  let acknowledged = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const from = kill * eventsAProcess;
    const end = drawEnd(random);
    const told = await runUntilKilled({ folder, seed, from, durability }, end);
    const kept = join(parent, `life-${seed}-kept`);
    copyFolder(folder, kept);
    try {
      await check({ folder: kept, seed, from }, { told, expected, counted });
    } catch (cause) {
      const message = `Seed ${seed}, kill ${kill} (${JSON.stringify(end)}): ${cause}`;
      throw new Error(message, { cause });
    }
    await rm(kept, { recursive: true });
    acknowledged += told.length;
  }
  await expected.close();
  return acknowledged;
}

/** What is known of a life so far. */
interface Known {
  readonly told: readonly number[];
  /** Lived through what the log held until now. */
  readonly expected: Network;
  /** The numbers of what that was; grows. */
  readonly counted: number[];
}

async function check(
  { folder, seed, from }: Pick<Loading, 'folder' | 'seed' | 'from'>,
  { told, expected, counted }: Known,
): Promise<void> {
  const events: string[] = [];
  const network = await openEmbeddedNetwork({
    folder,
    storageKey: storageKey(),
    imageBytes: Number.POSITIVE_INFINITY,
    report: ({ event }) => events.push(event),
  });
  const numbers = await loggedNumbers(network, seed);
  expect(numbers.slice(0, counted.length), 'what was there before').toEqual(counted);
  const fresh = numbers.slice(counted.length);
  const [acknowledged, kept] = [new Set(told), new Set(fresh)];
  expect(kept.size, 'twice in the log').toBe(fresh.length);
  expect(told.filter((number) => !kept.has(number))).toEqual([]);
  const others = fresh.filter((number) => !acknowledged.has(number));
  expect(others.length, 'under way').toBeLessThanOrEqual(lanes);
  expect(others.filter((number) => number < from)).toEqual([]);
  for (const number of fresh) await live(expected, eventOf(number, seed));
  counted.push(...fresh);
  await compareNetworks(network, expected, {
    cold: counted.map(markOf),
    keys: fresh.map(keyOf),
    nowMs: instantOf(Math.max(from, ...fresh)),
  });
  expect(events.filter((event) => event !== 'log-tail-cut')).toEqual([]);
  await network.close();
}
