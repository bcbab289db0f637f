import { createHmac, hkdfSync } from 'node:crypto';
import type { Subject } from '@whorl/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveProjectKeys, type ProjectKeys, pseudonymise } from './pseudonymise.ts';

const kinds = ['email', 'phone', 'address', 'card', 'idempotency-key'] as const;

/** The same by the platform's own HMAC: RFC 5869 for the key, RFC 2104 for the tag. */
function tag(secret: Uint8Array, purpose: string, message: string): string {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `whorl/v1/${purpose}`, 32));
  return createHmac('sha256', key).update(message).digest('hex');
}

const keysOf = (networkKey: Uint8Array, deviceKey = networkKey): ProjectKeys =>
  deriveProjectKeys({ networkKey, deviceKey });
const one = keysOf(Buffer.alloc(32, 1));
const other = keysOf(Buffer.alloc(32, 2));

describe('a pseudonym', () => {
  it('is the first half of an HMAC-SHA-256, whatever the text and the key', () => {
    const secret = fc.uint8Array({ minLength: 1, maxLength: 200 });
    const message = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ maxLength: 300 }));
    fc.assert(
      fc.property(secret, fc.constantFrom(...kinds), message, (key, kind, text) => {
        expect(keysOf(key).pseudonym(kind, text)).toBe(tag(key, kind, text).slice(0, 32));
      }),
    );
  });

  it('is the same at every call, also after others', () => {
    const first = one.pseudonym('email', 'zoë@example.com');
    one.pseudonym('email', 'a much longer text than the one before '.repeat(9));
    expect(one.pseudonym('email', 'zoë@example.com')).toBe(first);
  });

  it('of equal text differs between kinds, and between projects', () => {
    const text = '15550100';
    const all = [one, other].flatMap((keys) => kinds.map((kind) => keys.pseudonym(kind, text)));
    expect(new Set(all).size).toBe(all.length);
  });
});

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

  it('links what was seen together', () => {
    const { elements, links } = pseudonymise(subject, one);
    expect(links).toEqual({
      'card-name': { kind: 'card-name', from: elements.card, to: elements.cardHolderName },
      'billing-shipping': {
        kind: 'billing-shipping',
        from: elements.billingAddress,
        to: elements.shippingAddress,
      },
    });
  });

  it('is not linked to itself', () => {
    const elements = { ...subject.elements, shippingAddress: address };
    expect(pseudonymise({ elements }, one).links).not.toHaveProperty('billing-shipping');
  });

  it('is not linked where an end is missing', () => {
    const { card: _, ...elements } = subject.elements;
    expect(pseudonymise({ elements }, one).links).not.toHaveProperty('card-name');
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
