/** kill -9 at 200 moments while everything is written at once. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { liveThroughKills } from './killed-life.ts';

const seeds = Array.from({ length: 20 }, (_, n) => 100 + n);
const kills = 10;

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'whorl-kills-'));
});
afterAll(() => rm(parent, { recursive: true }));

describe('networks whose processes are killed while they record, report, erase and write images', () => {
  it('have every acknowledged event once, and nothing by halves, after each of 200 kills', async () => {
    const left = [...seeds];
    let acknowledged = 0;
    const liveOn = async (): Promise<void> => {
      for (let seed = left.pop(); seed !== undefined; seed = left.pop())
        acknowledged += await liveThroughKills({ parent, seed, kills });
    };
    await Promise.all([liveOn(), liveOn(), liveOn()]);
    expect(acknowledged).toBeGreaterThan(0);
    console.log(`${acknowledged} events were acknowledged before 200 kills; all are there, once.`);
  }, 300_000);
});
