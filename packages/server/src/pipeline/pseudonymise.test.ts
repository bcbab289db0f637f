import { createHmac, hkdfSync } from 'node:crypto';
import { type Subject, toSubject } from '@whorl/engine';
import { describe, expect, it } from 'vitest';
import type { Pseudonym } from '../network/network.ts';
import { deriveProjectKeys } from './project-keys.ts';
import { pseudonymise } from './pseudonymise.ts';

/** The same by the platform's own HMAC: RFC 5869 for the key, RFC 2104 for the tag. */
function tag(secret: Uint8Array, purpose: string, message: string): string {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `whorl/v1/${purpose}`, 32));
  return createHmac('sha256', key).update(message).digest('hex');
}

const one = deriveProjectKeys({ networkKey: Buffer.alloc(32, 1), deviceKey: Buffer.alloc(32, 1) });

const address = { kind: 'address', canonical: '12 harbour st' } as const;
const subject = {
  elements: {
    primaryEmail: { kind: 'email', canonical: 'avery@example.com' },
    billingAddress: address,
    shippingAddress: { kind: 'address', canonical: '48 mill lane' },
    card: { kind: 'card', canonical: '4111111111111111' },
    cardHolderName: { kind: 'name', canonical: 'avery morgan' },
  },
} as const satisfies Subject;

describe('a subject', () => {
  it('becomes pseudonyms, each of its own kind', () => {
    const { elements } = pseudonymise(subject, one);
    expect(Object.keys(elements)).toEqual(Object.keys(subject.elements));
    for (const [role, { kind, canonical }] of Object.entries(subject.elements))
      expect(elements[role as keyof typeof elements]).toEqual({
        kind,
        pseudonym: one.pseudonym(kind, canonical),
      });
  });

  it('links what was seen together, by the roles of its ends', () => {
    const { elements, links } = pseudonymise(subject, one);
    const pairs = {
      'card-cardHolderName': ['card-name', elements.card, elements.cardHolderName],
      'billingAddress-shippingAddress': [
        'billing-shipping',
        elements.billingAddress,
        elements.shippingAddress,
      ],
      'primaryEmail-cardHolderName': ['email-name', elements.primaryEmail, elements.cardHolderName],
      'billingAddress-cardHolderName': [
        'address-name',
        elements.billingAddress,
        elements.cardHolderName,
      ],
      'shippingAddress-cardHolderName': [
        'address-name',
        elements.shippingAddress,
        elements.cardHolderName,
      ],
      'card-primaryEmail': ['card-email', elements.card, elements.primaryEmail],
    };
    const expected = Object.entries(pairs).map(([role, [kind, from, to]]) => {
      return [role, { kind, from, to }] as const;
    });
    expect(links).toEqual(Object.fromEntries(expected));
  });

  it('has tokens of its name for every link to it, bound to the other end', () => {
    const { elements, links, nameTokens } = pseudonymise(subject, one);
    const named = Object.keys(links).filter((role) => role.endsWith('-cardHolderName'));
    expect(Object.keys(nameTokens).toSorted()).toEqual(named.toSorted());
    const make = nameTokens['card-cardHolderName'];
    const { canonical } = subject.elements.cardHolderName;
    expect(make?.()).toEqual(one.nameTokens(elements.card?.pseudonym as Pseudonym, canonical));
    expect(make?.()).toBe(make?.());
  });

  it('is not linked to itself', () => {
    const elements = { ...subject.elements, shippingAddress: address };
    const { links } = pseudonymise({ elements }, one);
    expect(links).not.toHaveProperty('billingAddress-shippingAddress');
  });

  it('is not linked where an end is missing', () => {
    const { card: _, ...elements } = subject.elements;
    const { links, nameTokens } = pseudonymise({ elements }, one);
    expect(links).not.toHaveProperty('card-cardHolderName');
    expect(nameTokens).not.toHaveProperty('card-cardHolderName');
  });

  it('keeps what was spent, which is nobody', () => {
    const spend = { currency: '840', tenThousandths: 499900 };
    expect(pseudonymise({ ...subject, spend }, one).spend).toEqual(spend);
    expect(pseudonymise(subject, one)).not.toHaveProperty('spend');
  });

  it('holds what its elements imply', () => {
    const { elements } = pseudonymise(toSubject({ primaryEmail: 'a@shop.example.com' }), one);
    expect(elements.primaryEmailDomain).toEqual({
      kind: 'emailDomain',
      pseudonym: one.pseudonym('emailDomain', 'shop.example.com'),
    });
  });

  it('without a device has no identifiers of one', () => {
    expect(pseudonymise(subject, one)).not.toHaveProperty('deviceIds');
  });
});

describe("a device's identifiers", () => {
  const device = { kind: 'device', canonical: 'stored sd-7c1e2f90' } as const;
  const account = { kind: 'account', canonical: '3b5d5c37' } as const;
  const secrets = { networkKey: Buffer.alloc(32, 1), deviceKey: Buffer.alloc(32, 3) };
  const idsBy = (changes: Partial<typeof secrets>, elements: Subject['elements']) =>
    pseudonymise({ elements }, deriveProjectKeys({ ...secrets, ...changes })).deviceIds;

  it('are HMACs under a key of their own', () => {
    const uDeviceId = `UDID-${tag(secrets.deviceKey, 'device-id', `udid ${device.canonical}`).slice(0, 32)}`;
    const paired = `account ${uDeviceId} ${account.canonical}`;
    const accountDeviceId = tag(secrets.deviceKey, 'device-id', paired).slice(0, 32);
    expect(idsBy({}, { device, account })).toEqual({ uDeviceId, accountDeviceId });
  });

  it('outlive a rotation of the network key', () => {
    const rotated = idsBy({ networkKey: Buffer.alloc(32, 9) }, { device, account });
    expect(rotated).toEqual(idsBy({}, { device, account }));
  });

  it('name no account where none was given', () => {
    expect(Object.keys(idsBy({}, { device }) ?? {})).toEqual(['uDeviceId']);
  });

  it('of one account differ from device to device', () => {
    const second = { kind: 'device', canonical: 'stored sd-other' } as const;
    const first = idsBy({}, { device, account })?.accountDeviceId;
    expect(idsBy({}, { device: second, account })?.accountDeviceId).not.toBe(first);
  });
});
