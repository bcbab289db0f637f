import type { InsightRequest } from '@whorl/contract';
import { describe, expect, it } from 'vitest';
import { assess } from './assess.ts';
import { models } from './score/models/index.ts';
import { toSubject } from './subject/to-subject.ts';
import { warningTexts } from './warnings.ts';

const required = {
  purchaseDate: '20261124120000',
  purchaseAmount: '4999',
  purchaseCurrencyExponent: '2',
  purchaseCurrency: '840',
  merchantName: 'Acme',
  merchantCountryCode: '840',
  mcc: '5732',
} satisfies InsightRequest;

/** Three major inputs of which nothing is to be said. */
const sound: Partial<InsightRequest> = {
  cardHolderName: 'Jane Doe',
  primaryEmail: 'jane@example.com',
  ipAddress: '8.8.8.8',
};

function warn(request: Partial<InsightRequest>): readonly string[] {
  const subject = toSubject({ ...required, ...request });
  const nothing = { elements: {}, links: {} };
  const { insights } = assess({ subject, facts: nothing, model: models.v0, nowMs: 0 });
  return insights.individualInsights?.warnings ?? [];
}

const cases: readonly (readonly [string, Partial<InsightRequest>])[] = [
  ['Primary Email: Invalid username syntax', { primaryEmail: 'jane..doe@example.com' }],
  ['Secondary Email: Invalid domain syntax', { secondaryEmail: 'jane@exa_mple.com' }],
  ['Primary Email: Invalid top-level-domain (TLD) in address', { primaryEmail: 'jane@site.con' }],
  ['Primary Email: General syntax error', { primaryEmail: 'jane' }],
  ['Primary Email: Address is too long', { primaryEmail: `${'a'.repeat(65)}@example.com` }],
  ['Work Phone: Missing country code', { workPhone: { subscriber: '3143978691' } }],
  ['Shipping Address: Missing country_code', { shippingAddress: { addressLine1: '1 Main St' } }],
  ['Billing Address: Missing country_code', { billingAddress: {} }],
  ['IP Address: IP address is in private range', { ipAddress: '192.168.0.1' }],
  ['IP Address: IP address is in a reserved range', { ipAddress: '198.51.100.42' }],
];

describe('warnings tell what was odd', () => {
  it.each(cases)('%s', (expected, changes) =>
    expect(warn({ ...sound, ...changes })).toEqual([expected]),
  );

  it('nothing was', () => expect(warn(sound)).toEqual([]));

  it('too little was given for a score', () =>
    expect(warn({ primaryEmail: 'jane@example.com' })).toEqual([
      `Identity Risk: ${warningTexts['few-inputs']}`,
    ]));

  it('every text of the table can be told', () => {
    const told = [...cases.map(([text]) => text), ...warn({})].join('\n');
    for (const text of Object.values(warningTexts)) expect(told).toContain(text);
  });
});
