import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { revokeCredential } from './client-credentials.ts';
import { type Expiring, listExpiring, reminderFor, reminderName } from './expiry.ts';
import { revokeKeyPair } from './key-pairs.ts';
import {
  addTestCaller,
  openTestEnvironment,
  type TestEnvironment,
} from './testing/test-environment.ts';

const dayMs = 24 * 60 * 60_000;
const endMs = Date.UTC(2027, 5, 1, 12);
const expiring: Expiring = { kind: 'client-certificate', sha256: 'ab', notAfterMs: endMs };

const thresholdAt = (daysBefore: number): number | undefined =>
  reminderFor(expiring, endMs - daysBefore * dayMs)?.threshold;

describe('a reminder', () => {
  it.each([
    [91, undefined],
    [90.01, undefined],
    [90, 90],
    [30.01, 90],
    [30, 30],
    [7.01, 30],
    [7, 7],
    [1.01, 7],
    [1, 1],
    [0.001, 1],
    [0, undefined],
    [-1, undefined],
  ])('%s days before the end is for the threshold %s', (days, threshold) => {
    expect(thresholdAt(days)).toBe(threshold);
  });

  it('says how many days are left, rounded up: on the last day it is one', () => {
    expect(reminderFor(expiring, endMs - 6.2 * dayMs)?.daysLeft).toBe(7);
    expect(reminderFor(expiring, endMs - 1)?.daysLeft).toBe(1);
  });

  it('is due once for each threshold, however often it is asked for', () => {
    const hours = fc.array(fc.integer({ min: 1, max: 100 * 24 }), { maxLength: 300 });
    fc.assert(
      fc.property(hours, (before) => {
        const reminders = before.flatMap(
          (hour) => reminderFor(expiring, endMs - (hour * dayMs) / 24) ?? [],
        );
        const names = new Set(reminders.map(reminderName));
        const thresholds = new Set(reminders.map(({ threshold }) => threshold));
        expect(names.size).toBe(thresholds.size);
        for (const { daysLeft, threshold } of reminders)
          expect(daysLeft).toBeLessThanOrEqual(threshold);
      }),
    );
  });
});

describe('what ends', () => {
  let environment: TestEnvironment;
  beforeAll(async () => {
    environment = await openTestEnvironment();
  });
  afterAll(() => environment.close());

  it('is every certificate that is in use, and nothing that is not', async () => {
    const { registry } = environment;
    const caller = await addTestCaller(environment);
    const gone = await addTestCaller(environment, 'gone');
    const step = { reason: 'superseded', actor: 'test' } as const;
    await revokeCredential(environment, gone.client.credential, step);
    await revokeKeyPair(environment, gone.keyPair, step);
    const issuer = (await registry.listAuthorities()).find(({ role }) => role === 'client-issuer');
    const found = await listExpiring(registry, caller.client.credential.notAfterMs - 90 * dayMs);
    expect(found.map(({ kind, sha256 }) => [kind, sha256])).toEqual([
      ['client-certificate', caller.client.credential.sha256],
      ['request-key-certificate', caller.keyPair.requestKey.certificateFingerprint],
      ['client-issuer', issuer?.sha256],
    ]);
  });
});
