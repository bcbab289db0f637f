import type { InsightRequest } from '@whorl/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from './assess.ts';
import type { Facts } from './facts.ts';
import { linkRows } from './links.ts';
import { models } from './score/models/index.ts';
import { elementRoles } from './subject/subject.ts';
import { toSubject } from './subject/to-subject.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const { v0: model } = models;

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', ' ', '1', '840'),
);
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const record = (names: readonly string[]) =>
  fc.record(Object.fromEntries(names.map((name) => [name, text])), { requiredKeys: [] });

const phone = record(['cc', 'subscriber']);
const address = record(
  'addressLine1 addressLine2 addressCity addressState addressPostCode addressCountry'.split(' '),
);
const card = record('accountNumber cardBin cardLast4 cardExpiryDate'.split(' '));
const texts =
  'userAgent canvas webGl timeZone screenResolution language buildManufacturer model vendorAppId storedDeviceId androidId hashedAccountId acquirerMerchantId cardHolderName secondaryName primaryEmail secondaryEmail ipAddress'.split(
    ' ',
  );

/** Requests of the schema's shape, with any text in every member. */
const requests = fc
  .tuple(
    record(texts),
    fc.record({ merchantName: text, merchantCountryCode: text, mcc: text }),
    fc.record(
      {
        homePhone: phone,
        mobilePhone: phone,
        workPhone: phone,
        billingAddress: address,
        shippingAddress: address,
        accountDetails: card,
        colorDepth: fc.nat(),
      },
      { requiredKeys: [] },
    ),
    fc.record({ ipAddress: fc.ipV4(), primaryEmail: fc.emailAddress() }, { requiredKeys: [] }),
  )
  .map((parts) => Object.assign({}, ...parts) as InsightRequest);

const count = fc.nat({ max: 5_000 });
const sighting = fc.record({
  firstSeenMs: fc.integer({ min: 0, max: nowMs }),
  lastSeenMs: fc.integer({ min: 0, max: nowMs }),
  total: count,
  counts: fc.record({
    last1Hour: count,
    last24Hours: count,
    last1Day: count,
    last7Days: count,
    last30Days: count,
    last90Days: count,
    last180Days: count,
  }),
  partners: fc.record({ 'card-name': count, 'billing-shipping': count }, { requiredKeys: [] }),
});
const sightings = (names: readonly string[]) =>
  fc.record(Object.fromEntries(names.map((name) => [name, optional(sighting)])));
const histories = fc.record({
  elements: sightings(elementRoles),
  links: sightings(linkRows.map(({ role }) => role)),
}) as fc.Arbitrary<Facts>;

describe('whatever a request holds', () => {
  it('it is read, frozen, and assessed the same each time', () => {
    fc.assert(
      fc.property(requests, histories, (request, facts) => {
        const before = structuredClone({ request, facts });
        const [once, again] = [toSubject(request), toSubject(request)];
        expect(once).toEqual(again);
        expect(isDeeplyFrozen(once)).toBe(true);
        const report = assess({ subject: once, facts, model, nowMs });
        expect(report).toEqual(assess({ subject: again, facts, model, nowMs }));
        expect(isDeeplyFrozen(report)).toBe(true);
        expect({ request, facts }).toEqual(before);
      }),
      { numRuns: 500 },
    );
  });

  it('no element is empty', () => {
    fc.assert(
      fc.property(requests, (request) => {
        for (const element of Object.values(toSubject(request).elements))
          expect(element.canonical).not.toBe('');
      }),
    );
  });

  it('the answer always has alerts and warnings, and nothing that is undefined', () => {
    fc.assert(
      fc.property(requests, histories, (request, facts) => {
        const { insights } = assess({ subject: toSubject(request), facts, model, nowMs });
        expect(insights.individualInsights?.alerts).toEqual([]);
        expect(insights.individualInsights?.warnings).toBeInstanceOf(Array);
        expect(JSON.parse(JSON.stringify(insights))).toStrictEqual(insights);
      }),
    );
  });
});

function isDeeplyFrozen(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen);
}

describe('a report', () => {
  it('scores even where the answer keeps the score back', () => {
    const request = { merchantName: 'Acme', merchantCountryCode: '840', mcc: '5732' };
    const subject = toSubject(request as InsightRequest);
    const report = assess({ subject, facts: { elements: {}, links: {} }, model, nowMs });
    expect(report.insights.individualInsights).not.toHaveProperty('scores');
    expect(report.signals['identityRisk.score']).toBeTypeOf('number');
    expect(report.model).toBe('v0');
  });
});
