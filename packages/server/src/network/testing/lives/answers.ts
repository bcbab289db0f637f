/** All that can be asked of a network, held against what the oracle answers. */
import type { Sighting } from '@whorl/engine';
import { expect } from 'vitest';
import {
  type ElementPortrait,
  type ElementRef,
  idempotencyWindowMs,
  type Network,
  type NetworkSize,
} from '../../network.ts';
import { importId, pseudonym } from '../calls.ts';
import type { Oracle } from '../oracle/oracle.ts';
import type { CountedSighting, Middle } from '../oracle/sighting.ts';
import { elements, links } from './population.ts';

export interface Compared {
  readonly network: Network;
  readonly oracle: Oracle;
}

export interface Asked {
  readonly nowMs: number;
  /** The most names and partners that are asked for. */
  readonly limit: number;
}

/** How far a median may be off. */
const relativeError = 0.01;

/** Asks everything of everything. */
export async function compareAnswers({ network, oracle }: Compared, asked: Asked): Promise<void> {
  const { nowMs, limit } = asked;
  const query = { elements, links, nowMs };
  const [reading, counted] = [await network.read(query), oracle.read(query)];
  compareSightings(reading.elements, counted.elements);
  expect(reading.links).toEqual(counted.links);
  expect(await network.linkedNames(elements, limit)).toEqual(oracle.linkedNames(elements, limit));
  compareSizes(await network.size(), oracle.size());
  for (const n of [0, 1]) {
    const [project, key] = [`project-${n}`, pseudonym(n)];
    expect(await network.countCalls(project)).toBe(oracle.countCalls(project));
    expect(await network.historyLine('project-0', importId(n))).toBe(
      oracle.historyLine('project-0', importId(n)),
    );
    for (const atMs of [0, idempotencyWindowMs - 1, idempotencyWindowMs].map((ms) => nowMs + ms))
      expect(await network.recall(key, atMs)).toEqual(oracle.recall(key, atMs));
  }
}

/** Looks at everybody. */
export async function comparePortraits(compared: Compared, asked: Asked): Promise<void> {
  for (const element of elements) await comparePortrait(compared, { ...asked, element });
}

async function comparePortrait(
  { network, oracle }: Compared,
  { element, ...view }: Asked & { readonly element: ElementRef },
): Promise<void> {
  const portrait = await network.portray(element, view);
  const counted = oracle.portray(element, view);
  compareSightings([portrait?.sighting], [counted?.sighting]);
  expect(partnersByKind(portrait)).toEqual(partnersByKind(counted));
}

/** The order of kinds is nobody's promise. */
function partnersByKind(portrait: Pick<ElementPortrait, 'partners'> | undefined) {
  const byKind: Record<string, unknown[]> = {};
  for (const partner of portrait?.partners ?? []) {
    const listed = byKind[partner.link] ?? [];
    listed.push(partner);
    byKind[partner.link] = listed;
  }
  return byKind;
}

function compareSightings(
  told: readonly (Sighting | undefined)[],
  counted: readonly (CountedSighting | undefined)[],
): void {
  const exact = told.map((one) => one && { ...one, median: undefined });
  expect(exact).toEqual(counted.map((one) => one && { ...one, middle: undefined }));
  for (const [n, one] of counted.entries()) compareMedians(told[n]?.median, one?.middle);
}

/** Of an even number either middle amount will do, and what lies between them. */
function compareMedians(told: Sighting['median'], middle: Middle | undefined): void {
  expect(told?.count).toBe(middle?.count);
  if (told === undefined || middle === undefined) return;
  expect(told.tenThousandths).toBeGreaterThanOrEqual(middle.lower * (1 - relativeError));
  expect(told.tenThousandths).toBeLessThanOrEqual(middle.upper * (1 + relativeError));
}

function compareSizes({ bytes, ...told }: NetworkSize, counted: Omit<NetworkSize, 'bytes'>): void {
  expect(told).toEqual(counted);
  const sum = Object.values(told.byKind).reduce((all, one) => all + one, 0);
  expect(sum).toBe(told.elements + told.links);
  if (sum > 0) expect(bytes).toBeGreaterThan(0);
}
