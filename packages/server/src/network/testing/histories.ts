/** Random lives of a network: calls and questions at instants where a count could be off by one. */
import fc from 'fast-check';
import type { CallRecord, ElementRef, LinkRef, NetworkQuery } from '../network.ts';
import { call, element, link } from './calls.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** One moment: perhaps a call, then a question. */
export interface Step {
  readonly record: CallRecord | undefined;
  readonly query: NetworkQuery;
}

/** Few elements, so that they meet again; two kinds under equal pseudonyms, so that they could mix. */
const elements: readonly ElementRef[] = [
  element('card', 1),
  element('cardParts', 1),
  element('name', 1),
  element('name', 2),
  element('address', 1),
  element('address', 2),
  element('address', 3),
];

const byKind = (...kinds: readonly string[]) => elements.filter(({ kind }) => kinds.includes(kind));

const pairs = (from: readonly ElementRef[], to: readonly ElementRef[]) =>
  from.flatMap((one) => to.map((other) => [one, other] as const));

const links: readonly LinkRef[] = [
  ...pairs(byKind('card', 'cardParts'), byKind('name')).map((ends) => link('card-name', ...ends)),
  ...pairs(byKind('address'), byKind('address')).map((ends) => link('billing-shipping', ...ends)),
];

const starts = fc.constantFrom(
  Date.UTC(2026, 10, 24, 12),
  Date.UTC(2028, 1, 28, 23, 59, 59, 999),
  Date.UTC(2026, 11, 31, 23),
  Date.UTC(2027, 0, 1),
);

/** How far the clock moves: often onto or just beside the edge of a window. */
const moves = fc
  .tuple(
    fc.constantFrom(0, 1, minuteMs, hourMs, 23 * hourMs, 24 * hourMs, 48 * hourMs, 49 * hourMs),
    fc.constantFrom(0, 0, 0, 6, 7, 29, 30, 89, 90, 179, 180, 181),
    fc.constantFrom(0, 0, -1, 1),
  )
  .map(([ms, days, nudgeMs]) => Math.max(0, ms + days * dayMs + nudgeMs));

/** How long before the clock a call took place: mostly not at all; ahead of it by up to an hour. */
const delays = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: -hourMs, max: hourMs }) },
  { weight: 2, arbitrary: moves },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 400 * dayMs }) },
);

const records = fc.record({
  elements: fc.array(fc.constantFrom(...elements), { maxLength: 4 }),
  links: fc.array(fc.constantFrom(...links), { maxLength: 3 }),
  delayMs: delays,
});

const moments = fc.record({ moveMs: moves, made: fc.option(records, { nil: undefined }) });

/** A clock that never runs back, and at each of its instants everything is asked. */
export const histories: fc.Arbitrary<readonly Step[]> = fc
  .tuple(starts, fc.array(moments, { minLength: 1, maxLength: 30 }))
  .map(([startMs, all]) => {
    let nowMs = startMs;
    return all.map(({ moveMs, made }) => {
      nowMs += moveMs;
      return { record: made && callOf(made, nowMs), query: { elements, links, nowMs } };
    });
  });

function callOf(
  made: { elements: ElementRef[]; links: LinkRef[]; delayMs: number },
  nowMs: number,
): CallRecord {
  const ends = made.links.flatMap(({ from, to }) => [from, to]);
  return call({
    atMs: nowMs - made.delayMs,
    elements: [...made.elements, ...ends],
    links: made.links,
  });
}
