import type { InsightRequest } from '@whorl/contract';
import { describe, expect, it } from 'vitest';
import type { Facts, Sighting } from '../facts.ts';
import { elementRoles } from '../subject/subject.ts';
import { toSubject } from '../subject/to-subject.ts';
import { computeSignals, type SignalName, signals } from './index.ts';

const dayMs = 86_400_000;
const nowMs = Date.UTC(2026, 10, 24, 12);
const required = {
  purchaseDate: '20261124120000',
  purchaseAmount: '4999',
  purchaseCurrencyExponent: '2',
  purchaseCurrency: '840',
  merchantName: 'Acme',
  merchantCountryCode: '840',
  mcc: '5732',
} satisfies InsightRequest;
const counts = {
  last1Hour: 1,
  last24Hours: 2,
  last1Day: 2,
  last7Days: 3,
  last30Days: 4,
  last90Days: 5,
  last180Days: 6,
};
const seen = (changes: Partial<Sighting> = {}): Sighting => ({
  firstSeenMs: nowMs - 100 * dayMs,
  lastSeenMs: nowMs - 3 * dayMs,
  total: 6,
  counts,
  partners: {},
  ...changes,
});
const nothing: Facts = { elements: {}, links: {} };

const compute = (request: Partial<InsightRequest>, facts: Partial<Facts> = {}) =>
  computeSignals({
    subject: toSubject({ ...required, ...request }),
    facts: { ...nothing, ...facts },
    nowMs,
  });

describe('the list of signals', () => {
  const names = signals.map(({ name }) => name);

  it('names each signal and each member of the answer once', () => {
    const fields = signals.flatMap(({ field }) => field ?? []);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(fields).size).toBe(fields.length);
  });

  it.each(signals.map(({ name, meaning }) => [name, meaning]))('%s has a sentence', (_, meaning) =>
    expect(meaning).toMatch(/^[A-Z].*\.$/),
  );
});

describe('never seen and not given are two things', () => {
  it.each(elementRoles.filter((role) => role !== 'merchant'))('for %s', (role) => {
    const full = compute({
      primaryEmail: 'jane@example.com',
      secondaryEmail: 'jane@example.org',
      homePhone: { cc: '1', subscriber: '3143978691' },
      mobilePhone: { cc: '1', subscriber: '3143978692' },
      workPhone: { cc: '1', subscriber: '3143978693' },
      billingAddress: { addressLine1: '1 Main St' },
      shippingAddress: { addressLine1: '2 Main St' },
      cardHolderName: 'Jane Doe',
      secondaryName: 'J. Doe',
      ipAddress: '8.8.8.8',
      storedDeviceId: 'd1',
      accountDetails: { accountNumber: '2303770003400262' },
      hashedAccountId: 'a1',
    });
    const empty = compute({});
    for (const member of ['firstSeenDays', 'lastSeenDays', 'velocity30d'] as const) {
      expect(full[`${role}.${member}`]).toBe(0);
      expect(empty).not.toHaveProperty([`${role}.${member}`]);
    }
  });
});

describe('what was seen is counted', () => {
  const request: Partial<InsightRequest> = {
    primaryEmail: 'jane@example.com',
    cardHolderName: 'Jane Doe',
    accountDetails: { accountNumber: '2303770003400262' },
  };
  const partners = { 'card-name': 3 };
  const facts: Partial<Facts> = {
    elements: { primaryEmail: seen(), card: seen({ partners }) },
    links: { 'card-cardHolderName': seen() },
  };

  it.each<[SignalName, number]>([
    ['primaryEmail.firstSeenDays', 100],
    ['primaryEmail.lastSeenDays', 3],
    ['primaryEmail.mailboxVelocity', 6],
    ['primaryEmail.velocity1h', 1],
    ['primaryEmail.velocity24h', 2],
    ['primaryEmail.velocity7d', 3],
    ['primaryEmail.velocity30d', 4],
    ['card.cardHolderNameFirstSeenDays', 100],
    ['card.cardHolderNameVelocity', 5],
    ['card.names', 3],
    ['call.majorInputs', 3],
  ])('%s is %i', (name, value) => expect(compute(request, facts)[name]).toBe(value));

  it('up to a thousand sightings of a mailbox', () => {
    const busy = seen({ counts: { ...counts, last180Days: 4_000 } });
    const vector = compute(request, { elements: { primaryEmail: busy } });
    expect(vector['primaryEmail.mailboxVelocity']).toBe(1_000);
  });
});

describe('names that elements were seen with', () => {
  it('are told of each element that the wire compares with names', () => {
    const nameMatches = {
      primaryEmail: 'match',
      workPhone: 'no-match',
      shippingAddress: 'not-found',
    };
    const vector = compute({}, { nameMatches } as Partial<Facts>);
    for (const [role, match] of Object.entries(nameMatches))
      expect(vector).toMatchObject({ [`${role}.matchToName`]: match });
    expect(compute({})).not.toHaveProperty(['primaryEmail.matchToName']);
  });
});

describe('an amount in its category', () => {
  const request = { purchaseAmount: '5000', purchaseCurrencyExponent: '2', mcc: '5732' };
  const ratioOf = (count: number, tenThousandths: number) => {
    const facts = { elements: { category: seen({ median: { count, tenThousandths } }) } };
    return compute({ purchaseCurrency: '840', ...request }, facts)[
      'purchase.merchantCategoryRatio'
    ];
  };

  it.each([
    [20, 250_000, 2],
    [500, 1_500_000, 0.333],
    [20, 0, undefined],
    [19, 250_000, undefined],
  ])('of %d purchases with a median of %d is %d', (count, median, ratio) => {
    expect(ratioOf(count, median)).toBe(ratio);
  });

  it('is not told of a category that was never seen', () => {
    expect(compute(request)).not.toHaveProperty(['purchase.merchantCategoryRatio']);
  });
});

describe('how billing and shipping address belong together: the first rule that holds', () => {
  const billing = { addressLine1: '1 Main St', addressCity: 'Houston', addressCountry: '840' };
  const neighbour = { ...billing, addressLine1: '2 Main Street' };
  const far = { ...neighbour, addressCity: 'Dallas' };
  const together = { 'billingAddress-shippingAddress': seen() };
  const elsewhere = { shippingAddress: seen({ partners: { 'billing-shipping': 1 } }) };

  it.each([
    ['match', { ...billing, addressLine1: '1 MAIN STREET' }, { links: together }],
    ['seen_together', neighbour, { links: together }],
    ['city_match', neighbour, { elements: elsewhere }],
    ['seen_with_others', far, { elements: elsewhere }],
    ['no_relationship', far, {}],
    [undefined, { addressCountry: '840' }, {}],
    [undefined, undefined, {}],
  ])('%s', (expected, shippingAddress, facts) => {
    const vector = compute(
      { billingAddress: billing, ...(shippingAddress && { shippingAddress }) },
      facts,
    );
    expect(vector['billingAddress.shippingAddressRelationship']).toBe(expected);
  });
});
