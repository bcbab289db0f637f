import { describe, expect, it } from 'vitest';
import { toCard } from './card.ts';
import { toDevice } from './device.ts';
import { toMerchant } from './merchant.ts';
import { toBrowser } from './user-agent.ts';

describe('a card', () => {
  const parts = { cardBin: '230377', cardLast4: '0262', cardExpiryDate: '2611' };

  it('is known by its number, whatever stands between the digits', () =>
    expect(toCard({ accountNumber: '2303 7700-0340 0262', ...parts })).toEqual({
      kind: 'card',
      canonical: '2303770003400262',
    }));

  it('is known by three parts without it', () =>
    expect(toCard(parts)).toEqual({ kind: 'cardParts', canonical: '230377-0262-2611' }));

  it.each(['cardBin', 'cardLast4', 'cardExpiryDate'])('is not known without %s', (missing) =>
    expect(toCard({ ...parts, [missing]: undefined })).toBeUndefined(),
  );
});

describe('a device', () => {
  const traits = { userAgent: 'Mozilla/5.0', language: 'en', screenResolution: '1024 x 820' };

  it('is known by what is stored on it, before all traits', () => {
    const stored = toDevice({ storedDeviceId: 'abc', androidId: 'def', ...traits });
    expect(stored).toEqual(toDevice({ storedDeviceId: ' abc ' }));
    expect(stored).not.toEqual(toDevice({ androidId: 'abc' }));
  });

  it('is known by its traits else, the screen given either way', () => {
    const { screenResolution: _, ...others } = traits;
    expect(toDevice(traits)).toEqual(toDevice({ ...others, screenWidth: 1024, screenHeight: 820 }));
    expect(toDevice(traits)).not.toEqual(toDevice({ ...traits, language: 'de' }));
  });

  it('never mixes one trait with the next', () =>
    expect(toDevice({ userAgent: 'x', canvas: 'ab' })).not.toEqual(
      toDevice({ userAgent: 'x', canvas: 'a', webGl: 'b' }),
    ));

  it('is not known by a language alone', () =>
    expect(toDevice({ language: 'en', userAgent: ' ' })).toBeUndefined());
});

describe('a user agent', () => {
  const iphone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1';
  it.each([
    [iphone, { browser: 'Safari', platform: 'iOS', deviceType: 'iPhone' }],
    ['nonsense', { browser: 'Unknown', platform: 'Unknown', deviceType: 'Unknown' }],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36',
      { browser: 'Chrome', platform: 'Windows', deviceType: 'Desktop' },
    ],
  ])('%s', (userAgent, expected) => expect(toBrowser(userAgent)).toEqual(expected));
});

describe('a merchant', () => {
  const shop = { merchantName: 'Acme Inc.', merchantCountryCode: '840', mcc: '5732' };

  it('is known by the acquirer’s identifier, else by name, country and category', () => {
    expect(toMerchant({ ...shop, acquirerMerchantId: 'A1' })?.canonical).toBe('["id","A1"]');
    expect(toMerchant(shop)).toEqual(toMerchant({ ...shop, merchantName: 'ACME INC' }));
    expect(toMerchant(shop)).not.toEqual(toMerchant({ ...shop, mcc: '5411' }));
  });

  it('is none where a history knows only some of that', () => {
    expect(toMerchant({ ...shop, mcc: undefined })).toBeUndefined();
    expect(toMerchant({})).toBeUndefined();
  });
});
