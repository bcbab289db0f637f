import { expect, it } from 'vitest';
import { followed } from './followed.ts';
import { createMemoryNetwork } from './memory/memory-network.ts';
import { batch, call, element, link, noonMs } from './testing/calls.ts';

it('tells of calls and histories that were kept, and of nothing else', async () => {
  let told = 0;
  const network = followed(createMemoryNetwork(), () => {
    told += 1;
  });
  await network.record(call());
  await network.recordHistory(batch());
  expect(told).toBe(2);
  await network.read({ elements: [], links: [], nowMs: noonMs });
  await network.erase([element('card', 1)], noonMs);
  const links = [link('card-name', element('card', 1), element('name', 2))];
  await expect(network.record(call({ links }))).rejects.toThrow(RangeError);
  expect(told).toBe(2);
});
