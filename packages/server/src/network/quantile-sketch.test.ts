import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QuantileSketch } from './quantile-sketch.ts';

/** 1 %, and what is lost to rounding where a value lies on the edge of a bin. */
const allowedError = 0.01 + 1e-9;

const shares = [0, 0.01, 0.25, 0.5, 0.75, 0.95, 0.99, 0.999, 1];

const sketchOf = (values: readonly number[]): QuantileSketch => {
  const sketch = new QuantileSketch();
  for (const value of values) sketch.add(value);
  return sketch;
};

function expectCloseQuantiles(values: readonly number[]): void {
  const sketch = sketchOf(values);
  const sorted = values.toSorted((one, other) => one - other);
  for (const share of shares) {
    const exact = sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
    const error = Math.abs((sketch.quantile(share) ?? Number.NaN) - exact);
    expect(error, `${share} of ${values.length}`).toBeLessThanOrEqual(allowedError * exact);
  }
}

/** Of every size: small ones are no more likely than great ones. */
const ofAnySize = fc
  .tuple(fc.integer({ min: 0, max: 52 }), fc.double({ min: 1, max: 2, noNaN: true }))
  .map(([exponent, factor]) =>
    Math.min(Math.floor(2 ** exponent * factor), Number.MAX_SAFE_INTEGER),
  );

const amounts = fc.array(fc.oneof(fc.maxSafeNat(), ofAnySize, fc.nat(3)), { maxLength: 300 });

describe('a quantile sketch', () => {
  it('is at most 1 % off, whatever the values', () => {
    const some = amounts.filter((values) => values.length > 0);
    fc.assert(fc.property(some, expectCloseQuantiles));
  });

  it.each<[string, readonly number[]]>([
    ['the greatest safe number', [Number.MAX_SAFE_INTEGER]],
    ['one', [1]],
    ['zeros and the greatest', [0, 0, 0, Number.MAX_SAFE_INTEGER]],
    ['every power of two', Array.from({ length: 53 }, (_, exponent) => 2 ** exponent)],
    ['neighbours on both sides of every edge', edges()],
    ['one value, often', Array.from({ length: 1_000 }, () => 19_990_000)],
    ['falling values', Array.from({ length: 5_000 }, (_, n) => (5_000 - n) ** 3)],
  ])('is at most 1 %% off: %s', (_, values) => expectCloseQuantiles(values));

  it('counts exactly, zeros too, and a value that came several times as several', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.maxSafeNat(), fc.integer({ min: 1, max: 9 }))), (times) => {
        const [counted, repeated] = [new QuantileSketch(), new QuantileSketch()];
        for (const [value, count] of times) {
          counted.add(value, count);
          for (let n = 0; n < count; n += 1) repeated.add(value);
        }
        expect(counted.count).toBe(times.reduce((sum, [, count]) => sum + count, 0));
        expect(counted.toRow()).toEqual(repeated.toRow());
      }),
    );
  });

  it('is the same merged, in any order and grouping, as if everything had been added to one', () => {
    fc.assert(
      fc.property(amounts, amounts, amounts, (one, other, third) => {
        const merged = (...sketches: readonly QuantileSketch[]) => {
          const sum = new QuantileSketch();
          for (const sketch of sketches) sum.merge(sketch);
          return sum;
        };
        const [a, b, c] = [sketchOf(one), sketchOf(other), sketchOf(third)];
        const whole = sketchOf([...one, ...other, ...third]);
        for (const sum of [merged(a, b, c), merged(c, a, b), merged(a, merged(b, c))]) {
          expect(sum.count).toBe(whole.count);
          expect(sum.toRow()).toEqual(whole.toRow());
        }
        expect(a.toRow()).toEqual(sketchOf(one).toRow());
      }),
    );
  });

  it('can be merged into itself', () => {
    const sketch = sketchOf([0, 5, 5]);
    sketch.merge(sketch);
    expect(sketch.toRow()).toEqual(sketchOf([0, 0, 5, 5, 5, 5]).toRow());
  });

  it('comes back from its row as JSON, and goes on counting', () => {
    fc.assert(
      fc.property(amounts, amounts, (before, after) => {
        const again = QuantileSketch.fromRow(JSON.parse(JSON.stringify(sketchOf(before).toRow())));
        expect(again.count).toBe(before.length);
        for (const value of after) again.add(value);
        const whole = sketchOf([...before, ...after]);
        expect(again.toRow()).toEqual(whole.toRow());
        for (const share of shares) expect(again.quantile(share)).toBe(whole.quantile(share));
      }),
    );
  });

  it('holds at most 1,838 bins, zero aside', () => {
    const values = Array.from({ length: 54 * 200 }, (_, n) => Math.floor(2 ** (n / 200)));
    const [, bins] = sketchOf([...values.filter(Number.isSafeInteger), 0]).toRow();
    expect(bins.every(([bin]) => bin >= 0 && bin < 1_838)).toBe(true);
  });

  it('knows nothing when it is empty, and zero of zeros', () => {
    const empty = new QuantileSketch();
    expect([empty.count, empty.quantile(0.5), empty.toRow()]).toEqual([0, undefined, [0, []]]);
    expect(sketchOf([0, 0]).quantile(0.5)).toBe(0);
  });
});

/** Whole numbers next to where one bin ends and the next begins. */
function edges(): readonly number[] {
  const ends = Array.from({ length: 1_800 }, (_, bin) => Math.floor((1.01 / 0.99) ** (bin + 30)));
  return ends.flatMap((end) => [end, end + 1]).filter(Number.isSafeInteger);
}
