/** kill -9 at 40 moments while calls are recorded and elements erased from every file. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type KeptLife, keepThroughKills } from './kept-life.ts';

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'whorl-kept-kills-'));
});
afterAll(() => rm(parent, { recursive: true }));

it('has every acknowledged call once, and none who was erased, in no file, after each of 40 kills', async () => {
  const lives = [1, 2, 3, 4].map((seed) => keepThroughKills({ parent, seed, kills: 10 }));
  const told = await Promise.all(lives);
  const sum = (name: keyof KeptLife) => told.reduce((all, one) => all + one[name], 0);
  expect(sum('erasures')).toBeGreaterThan(0);
  console.log(
    `${sum('events')} events were acknowledged before 40 kills, ${sum('erasures')} of them erasures.`,
  );
}, 300_000);
