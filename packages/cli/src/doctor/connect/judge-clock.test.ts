import { describe, expect, it } from 'vitest';
import { judgeClock } from './judge-clock.ts';
import { StepFault } from './step.ts';

const atMs = Date.parse('2026-07-21T17:32:28Z');

/** An answer that is as old as told. */
const judge = (offSeconds: number) => {
  const date = new Date(atMs - offSeconds * 1000).toUTCString();
  return judgeClock({ raw: { status: 200, headers: { date }, body: '' }, atMs });
};

const faultOf = (offSeconds: number): string | undefined => {
  try {
    judge(offSeconds);
    return undefined;
  } catch (error) {
    return error instanceof StepFault ? error.diagnosis.fault : String(error);
  }
};

describe('the clock', () => {
  it.each([[0], [1], [60], [-60]])('%i s apart is right', (offSeconds) => {
    expect(judge(offSeconds).notes ?? []).toEqual([]);
  });

  it.each([[61], [-61], [300], [-300]])('%i s apart is noted', (offSeconds) => {
    expect(judge(offSeconds).notes?.map(({ code }) => code)).toEqual(['clock-drift']);
  });

  it('more than five minutes apart is a fault', () => {
    expect(faultOf(301)).toBe('the clock here is 301 s ahead of that of the server');
    expect(faultOf(-301)).toBe('the clock here is 301 s behind that of the server');
  });

  it.each([
    [86_400, '86400 s ahead of'],
    [-2 * 86_400, '2 days behind'],
    [365 * 86_400, '365 days ahead of'],
    [Math.round((atMs - Date.UTC(275_760, 0)) / 1000), 'more than 100 years behind'],
  ])('%i s apart is told in words that are read', (offSeconds, words) => {
    expect(faultOf(offSeconds)).toBe(`the clock here is ${words} that of the server`);
  });

  it('is not judged where the server does not tell its own', () => {
    const raw = { status: 200, headers: { date: 'yesterday' }, body: '' };
    expect(judgeClock({ raw, atMs }).notes).toBeUndefined();
  });
});
