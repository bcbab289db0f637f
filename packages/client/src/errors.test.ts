import { problems } from '@whorl/contract';
import { expect, it } from 'vitest';
import { reasonCodes, WhorlError } from './errors.ts';

it('names every ReasonCode of the service, and no other', () => {
  const served = new Set(Object.values(problems).map(({ reasonCode }) => reasonCode));
  expect([...reasonCodes].sort()).toEqual([...served].sort());
});

it('has no cause of its own making', () => {
  expect(new WhorlError('TIMEOUT', 'late')).not.toHaveProperty('cause');
  expect(new WhorlError('CONNECTION', 'gone', { cause: 1 }).cause).toBe(1);
});
