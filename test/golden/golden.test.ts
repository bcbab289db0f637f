import { assess, models, toSubject } from '@whorl/engine';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { readCases } from './read-case.ts';

describe('golden cases: what a customer is told', () => {
  it.each(readCases().map((one) => [one.title, one] as const))('%s', (_, golden) => {
    const { request, facts, nowMs } = golden;
    const { insights } = assess({ subject: toSubject(request), facts, model: models.v0, nowMs });
    // Compared as the YAML that the case is written in: the difference reads like the case.
    expect(print(insights)).toBe(print(golden.insights));
  });
});

const print = (insights: unknown): string => stringify(insights, { sortMapEntries: true });
