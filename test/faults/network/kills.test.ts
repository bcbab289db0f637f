/** kill -9 while everything is written at once: a few times here, 200 times in the long suite. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { liveThroughKills } from './killed-life.ts';

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'whorl-kills-'));
});
afterAll(() => rm(parent, { recursive: true }));

describe('a network whose process is killed while it records, reports, erases and writes images', () => {
  it('has every acknowledged event once, and nothing by halves, 12 times over', async () => {
    const lives = [1, 3].map((seed) => liveThroughKills({ parent, seed, kills: 6 }));
    const acknowledged = (await Promise.all(lives)).reduce((sum, one) => sum + one, 0);
    expect(acknowledged).toBeGreaterThan(0);
    console.log(`${acknowledged} events were acknowledged before 12 kills; all are there, once.`);
  });
});
