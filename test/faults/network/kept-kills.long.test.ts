/** kill -9 at 60 moments while calls are recorded and elements erased from every file. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepThroughKills } from './kept-life.ts';

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'whorl-kept-kills-'));
});
afterAll(() => rm(parent, { recursive: true }));

it('has every acknowledged call once, and none who was erased, in no file, after each of 60 kills', async () => {
  const lives = [1, 2, 3, 4].map((seed) => keepThroughKills({ parent, seed, kills: 15 }));
  const acknowledged = (await Promise.all(lives)).reduce((sum, one) => sum + one, 0);
  expect(acknowledged).toBeGreaterThan(0);
  console.log(`${acknowledged} events were acknowledged before 60 kills, erasures among them.`);
}, 300_000);
