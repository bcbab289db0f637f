/** The life of an environment's network whose process is killed while it erases from files that are written to. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { readStorageKey } from '../../../packages/server/src/network/embedded/keeping/storage-key-file.ts';
import type { ElementRef } from '../../../packages/server/src/network/network.ts';
import { createRandom } from '../../support/random.ts';
import { copyFolder } from '../moments.ts';
import { allOf, type Questions } from './compare-networks.ts';
import type { Life } from './killed-life.ts';
import { drawEnd, eventsAProcess, runUntilKilled } from './killed-process.ts';
import { eventOf, instantOf, keyOf, lanes, markOf, victimOf } from './load.ts';
import { keyring, openLoadedRoom } from './loading.ts';

/** What is known of a life so far. */
interface Known {
  /** Numbers of events. */
  readonly acknowledged: Set<number>;
  /** Those, and all that may have been under way at a kill. */
  readonly sent: Set<number>;
}

/** An erasure takes as long as hundreds of calls. */
const patience = 8;

/** What was acknowledged in a life. */
export interface KeptLife {
  readonly events: number;
  readonly erasures: number;
}

/** Lives through it. */
export async function keepThroughKills({ parent, seed, kills }: Life): Promise<KeptLife> {
  const random = createRandom(seed);
  const folder = join(parent, `kept-${seed}`);
  const known: Known = { acknowledged: new Set(), sent: new Set() };
  for (let kill = 0; kill < kills; kill += 1) {
    const from = kill * eventsAProcess;
    const end = drawEnd(random, patience);
    const loading = { folder, seed, from, durability: 'sync', isKept: true } as const;
    const told = await runUntilKilled(loading, end);
    for (const number of told) known.acknowledged.add(number);
    for (let n = 0; n < told.length + lanes; n += 1) known.sent.add(from + n);
    try {
      await check(folder, { seed, nowMs: instantOf(from + told.length) }, known);
    } catch (cause) {
      const message = `Seed ${seed}, kill ${kill} (${JSON.stringify(end)}): ${cause}`;
      throw new Error(message, { cause });
    }
  }
  const events = [...known.acknowledged].map((number) => eventOf(number, seed).type);
  return { events: events.length, erasures: events.filter((type) => type === 'erase').length };
}

async function check(
  folder: string,
  { seed, nowMs }: { readonly seed: number; readonly nowMs: number },
  { acknowledged, sent }: Known,
): Promise<void> {
  const typeOf = (number: number) => eventOf(number, seed).type;
  const victimsOf = (numbers: Iterable<number>) =>
    new Set([...numbers].filter((number) => typeOf(number) === 'erase').map(victimOf));
  const calls = [...acknowledged].filter((number) => typeOf(number) === 'call');
  const [erased, perhaps] = [victimsOf(acknowledged), victimsOf(sent)];
  const cold = [...sent].map(markOf);
  const questions: Questions = { cold, keys: [...sent].map(keyOf), nowMs };
  const [imaged, replayed] = [`${folder}-imaged`, `${folder}-replayed`];
  copyFolder(folder, imaged);
  const told = await lookInto(imaged, questions, async (totals) => {
    const totalsOf = async (numbers: readonly number[]) => totals(numbers.map(markOf));
    const kept = calls.filter((number) => !perhaps.has(number));
    expect(await totalsOf(kept)).toEqual(kept.map(() => 1));
    const gone = calls.filter((number) => erased.has(number));
    expect(await totalsOf(gone)).toEqual(gone.map(() => undefined));
    await expectNoTrace(imaged, gone.map(markOf));
  });
  copyFolder(imaged, replayed);
  for (const name of readdirSync(replayed, { recursive: true, encoding: 'utf8' }))
    if (/image-\d{6}$/.test(name)) rmSync(join(replayed, name));
  expect(await lookInto(replayed, questions), 'replayed').toEqual(told);
  for (const copy of [imaged, replayed]) rmSync(copy, { recursive: true });
}

type Totals = (elements: readonly ElementRef[]) => Promise<readonly (number | undefined)[]>;

/** What a folder's network answers. It is looked at before it is closed. */
async function lookInto(
  folder: string,
  questions: Questions,
  look: (totals: Totals) => Promise<void> = async () => undefined,
) {
  const room = openLoadedRoom(folder, Number.POSITIVE_INFINITY);
  const network = await room.network();
  try {
    await look(async (elements) => {
      const { nowMs } = questions;
      const reading = await network.read({ elements, links: [], nowMs });
      return reading.elements.map((one) => one?.total);
    });
    expect(await network.verify()).toEqual([]);
    return await allOf(network, questions);
  } finally {
    await room.close();
  }
}

/** No file of the generation has them, by their identifiers. */
async function expectNoTrace(folder: string, elements: readonly ElementRef[]): Promise<void> {
  const generation = join(folder, 'network/generation-1');
  const ground = { keyring: keyring(), environment: 'sandbox' };
  const { ids } = await readStorageKey(ground, { folder: generation, number: 1 });
  const sealed = elements.map(({ pseudonym }) =>
    Buffer.from(ids.seal(Buffer.from(pseudonym, 'hex'))),
  );
  for (const name of readdirSync(generation)) {
    const bytes = readFileSync(join(generation, name));
    expect(
      sealed.filter((id) => bytes.includes(id)),
      name,
    ).toEqual([]);
  }
}
