import { expect } from 'vitest';
import type {
  ElementRef,
  Network,
  Pseudonym,
} from '../../../packages/server/src/network/network.ts';
import { hotElements, hotLinks, importIds } from './load.ts';

/** What two networks are asked about, beside what everybody knows. */
export interface Questions {
  readonly cold: readonly ElementRef[];
  readonly keys: readonly Pseudonym[];
  readonly nowMs: number;
}

/** Two that lived through the same answer the same, whatever they are asked, and find nothing wrong with themselves. */
export async function compareNetworks(
  network: Network,
  expected: Network,
  questions: Questions,
): Promise<void> {
  const [told, wanted] = [await allOf(network, questions), await allOf(expected, questions)];
  expect(told).toEqual(wanted);
  expect(await network.verify()).toEqual([]);
}

/** All that a network answers. */
export async function allOf(network: Network, { cold, keys, nowMs }: Questions) {
  const elements = [...hotElements, ...cold];
  const { bytes, ...size } = await network.size();
  const portraits = hotElements.map((one) => network.portray(one, { nowMs, limit: 99 }));
  return {
    size,
    reading: await network.read({ elements, links: hotLinks, nowMs }),
    names: await network.linkedNames(hotElements, 99),
    portraits: await Promise.all(portraits),
    calls: await network.countCalls('project'),
    lines: await Promise.all(importIds.map((id) => network.historyLine('project', id))),
    answers: await Promise.all(keys.map((key) => network.recall(key, nowMs))),
  };
}
