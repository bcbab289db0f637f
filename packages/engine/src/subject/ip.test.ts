import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toIp } from './ip.ts';

describe('one address is one element, however it is written', () => {
  it.each([
    ['198.51.100.42', '198.51.100.42'],
    ['::ffff:198.51.100.42', '198.51.100.42'],
    ['::FFFF:C633:642A', '198.51.100.42'],
    ['2001:0DB8:0000:0000:0000:0000:0000:0001', '2001:db8::1'],
    // RFC 5952 §4.2.2 and §4.2.3: one group of zeros stays, of equal runs the first is shortened.
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['::', '::'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
  ])('%s → %s', (text, expected) => expect(toIp(text)?.canonical).toBe(expected));

  it.each(['', '1.2.3', '1.2.3.256', '01.2.3.4', '1::2::3', ':::', '12345::', '1:2:3:4:5:6:7:8:9'])(
    '%s is none',
    (text) => expect(toIp(text)).toBeUndefined(),
  );

  it('reads what the platform reads, into a form that reads the same', () => {
    const text = fc.oneof(fc.ipV4(), fc.ipV6(), fc.string({ unit: fc.constantFrom(...'01f.:') }));
    fc.assert(
      fc.property(text, (address) => {
        const ip = toIp(address);
        expect(ip !== undefined).toBe(isIP(address) !== 0);
        if (ip) expect(toIp(ip.canonical)).toEqual(ip);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('ranges that no customer sends from are told apart', () => {
  it.each([
    ['8.8.8.8', 'public'],
    ['2606:4700::1111', 'public'],
    ['10.255.255.255', 'private'],
    ['172.16.0.1', 'private'],
    ['172.32.0.1', 'public'],
    ['192.168.1.1', 'private'],
    ['fd00::1', 'private'],
    ['::ffff:10.0.0.1', 'private'],
    ['100.64.0.1', 'shared'],
    ['100.128.0.1', 'public'],
    ['127.0.0.1', 'loopback'],
    ['::1', 'loopback'],
    ['169.254.1.1', 'link-local'],
    ['fe80::1', 'link-local'],
    ['203.0.113.9', 'reserved'],
    ['2001:db8::1', 'reserved'],
    ['255.255.255.255', 'reserved'],
  ])('%s is %s', (text, scope) => expect(toIp(text)?.scope).toBe(scope));
});
