import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SignalVector, signals } from '../signals/index.ts';
import type { Bin, Condition, Model } from './model.ts';
import { models } from './models/index.ts';
import { reasonCodes } from './reason-codes.ts';
import { scoreSignals } from './score.ts';

const everyModel: readonly (readonly [string, Model])[] = Object.entries(models);

/** Values on both sides of every bound of a model, for each signal that it reads. */
function boundaryValues(bins: readonly Bin[]) {
  return bins.flatMap((bin: Condition): (number | string | boolean | undefined)[] => {
    if ('missing' in bin) return [undefined];
    if ('is' in bin) return [bin.is];
    const bound = 'atMost' in bin ? bin.atMost : bin.atLeast;
    return [bound - 1, bound, bound + 1];
  });
}

function vectors(model: Model): fc.Arbitrary<SignalVector> {
  const members = model.rows.map(({ signal, bins }) => {
    const choices = [undefined, ...boundaryValues(bins)];
    return [signal, fc.constantFrom(...choices)] as const;
  });
  return fc.record(Object.fromEntries(members)) as fc.Arbitrary<SignalVector>;
}

describe.each(everyModel)('model %s', (name, model) => {
  it('is recorded under the name by which it is found', () => expect(model.name).toBe(name));

  it('reads only signals that exist, each in one row', () => {
    const read = model.rows.map(({ signal }) => signal);
    expect(new Set(read).size).toBe(read.length);
    expect(signals.map((signal) => signal.name)).toEqual(expect.arrayContaining(read));
  });

  it('stays within 0 and 500, and gives codes of the table that fit the severity', () => {
    fc.assert(
      fc.property(vectors(model), (vector) => {
        const { score, severity, reasonCode } = scoreSignals(vector, model);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(500);
        expect(reasonCodes.find(({ code }) => code === reasonCode)?.severity).toBe(severity);
      }),
      { numRuns: 1_000 },
    );
  });

  it('has a ledger that sums to the score, up to the bounds', () => {
    fc.assert(
      fc.property(vectors(model), (vector) => {
        const { score, ledger } = scoreSignals(vector, model);
        const sum = ledger.reduce((total, { points }) => total + points, model.base);
        expect(score).toBe(Math.min(500, Math.max(0, sum)));
      }),
    );
  });

  it('has no bin that an earlier one hides', () => {
    const hidden = model.rows.flatMap(({ signal, bins }) => {
      const hit = new Set(boundaryValues(bins).map((value) => firstBin(bins, value)));
      return bins.filter((bin) => !hit.has(bin)).map(({ because }) => `${signal}: ${because}`);
    });
    expect(hidden).toEqual([]);
  });

  it('starts low, so that a graver score always has a reason', () => {
    expect(model.base).toBeLessThan(model.bands.at(-2)?.from ?? 0);
    expect(model.bands.at(-1)?.from).toBe(0);
  });

  it('worries by high codes and reassures by low ones', () => {
    for (const bin of model.rows.flatMap(({ bins }) => bins))
      if ('code' in bin) expect(bin.code.startsWith('A')).toBe(bin.points > 0);
  });
});

/** The bin that scores a value, by the score's own rule. */
function firstBin(bins: readonly Bin[], value: number | string | boolean | undefined) {
  return bins.find((bin) => {
    const row = { signal: 'call.majorInputs' as const, bins: [{ ...bin, points: 1 }] as Bin[] };
    const vector = value === undefined ? {} : ({ 'call.majorInputs': value } as SignalVector);
    const only: Model = { ...models.v0, rows: [row] };
    return scoreSignals(vector, only).ledger.length > 0;
  });
}

describe('a reason is the largest contribution on the side of the severity', () => {
  const { v0 } = models;

  it.each<[string, SignalVector]>([
    ['RA', { 'primaryEmail.firstSeenDays': 400, 'device.firstSeenDays': 100 }],
    ['RP', { 'primaryEmail.firstSeenDays': 50, 'device.firstSeenDays': 10 }],
    ['JB', { 'primaryEmail.valid': false }],
    ['JD', { 'primaryEmail.firstSeenDays': 400, 'card.names': 4 }],
    ['AO', { 'primaryEmail.valid': false, 'card.names': 4, 'ip.velocity1h': 20 }],
  ])('%s', (code, vector) => expect(scoreSignals(vector, v0).reasonCode).toBe(code));
});

describe('the table of reason codes', () => {
  it('keeps the ranges of the wire', () => {
    const ranges = { high: /^A[A-P]$/, medium: /^J[A-F]$/, low: /^R[A-P]$/ };
    for (const { code, severity } of reasonCodes) expect(code).toMatch(ranges[severity]);
    expect(new Set(reasonCodes.map(({ code }) => code)).size).toBe(reasonCodes.length);
  });
});
