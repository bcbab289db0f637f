/**
 * What happens in a random life, in numbers that mean something only where they are used: "the n-th of those
 * that there are by then". So a life stays possible when some of it is left out.
 */
import fc from 'fast-check';
import { linkCodes } from '../../kinds.ts';
import { delays, moves, starts } from './moments.ts';

/** Taken modulo the number of those to choose from. */
const choice = fc.nat({ max: 999 });
const few = fc.nat({ max: 2 });

const spends = fc.record({
  currency: fc.nat({ max: 1 }),
  tenThousandths: fc.oneof(fc.constantFrom(0, 1), fc.nat({ max: 20_000 }), fc.nat({ max: 1e12 })),
});

const purchases = fc.record({
  elements: fc.array(choice, { maxLength: 4 }),
  links: fc.array(choice, { maxLength: 3 }),
  /** How many parts names have, less one, and which. */
  name: few,
  delayMs: delays,
  spend: fc.option(spends, { nil: undefined }),
});

const happenings = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('call'),
      purchase: purchases,
      project: fc.nat({ max: 1 }),
      key: fc.option(fc.nat({ max: 1 }), { nil: undefined }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('history'),
      history: fc.nat({ max: 1 }),
      overlap: few,
      purchases: fc.array(purchases, { maxLength: 4 }),
      rejected: few,
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('batch again'), which: choice }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('report'),
      which: choice,
      leftOut: fc.nat({ max: 15 }),
      other: choice,
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('withdrawal'), which: choice }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('erasure'),
      which: fc.array(choice, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('pruning'),
      /** Kinds, by one element of each. */
      kinds: fc.array(choice, { minLength: 1, maxLength: 3 }),
      /** The instant is that of a purchase, or just behind it. */
      which: choice,
      laterMs: fc.nat({ max: 1 }),
    }),
  },
);

const moments = fc.record({
  moveMs: moves,
  happening: fc.option(happenings, { nil: undefined }),
});

/** A life to be. */
export const sketches = fc.record({
  startMs: starts,
  /** The kinds of link that it has: few, so that links meet again; often the one that has a way back. */
  linkKinds: fc.uniqueArray(
    fc.oneof(fc.constantFrom(...linkCodes), fc.constant('billing-shipping' as const)),
    { minLength: 1, maxLength: 3 },
  ),
  /** The most names and partners that are asked for. */
  limit: fc.integer({ min: 1, max: 4 }),
  moments: fc.array(moments, { minLength: 1, maxLength: 30, size: 'max' }),
});

type Drawn<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Value> ? Value : never;

export type Happening = Drawn<typeof happenings>;
export type PurchaseSketch = Drawn<typeof purchases>;
export type HappeningOf<Type extends Happening['type']> = Extract<Happening, { type: Type }>;
