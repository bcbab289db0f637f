import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encode, faultOf, goodHeader } from '../../testing/tokens.ts';
import { normaliseKid, readHeader } from './header.ts';

const read = (header: unknown) => readHeader(encode(JSON.stringify(header)));
const digest = createHash('sha256').update('a key').digest();
const hex = digest.toString('hex');

describe('a header is read', () => {
  it('as every official client writes it, in any order', () => {
    const { alg, enc, kid } = goodHeader;
    const cty = 'application/json';
    expect(read({ kid, cty, alg, enc })).toEqual({ alg, enc, kid, cty });
    expect(read({ alg, enc, cty, kid })).toEqual({ alg, enc, kid, cty });
  });

  it('without the members that may be missing', () => {
    expect(read({ alg: 'RSA-OAEP-256', enc: 'A256GCM' })).toEqual({
      alg: 'RSA-OAEP-256',
      enc: 'A256GCM',
    });
  });

  it('with members that mean nothing here, and never takes a key from it', () => {
    const keys = { jku: 'https://example.com', jwk: { kty: 'RSA' }, x5u: 'https://example.com' };
    const rest = { x5c: ['MII'], x5t: 'x', typ: 'JWE', apu: 1, cty: 7, __proto: {} };
    expect(read({ ...goodHeader, ...keys, ...rest })).toEqual(goodHeader);
  });

  it('by its own members, whatever their names', () => {
    const text = '{"__proto__":{"alg":"RSA-OAEP-256","enc":"A256GCM"}}';
    expect(faultOf(() => readHeader(encode(text))).fault).toBe('alg-not-accepted');
  });

  it('by the last of two members of one name, as RFC 7516 §4 allows', () => {
    const text = '{"alg":"dir","alg":"RSA-OAEP-256","enc":"A128GCM","enc":"A256GCM"}';
    expect(readHeader(encode(text))).toEqual({ alg: 'RSA-OAEP-256', enc: 'A256GCM' });
    const turned = '{"alg":"RSA-OAEP-256","enc":"A256GCM","alg":"dir"}';
    expect(faultOf(() => readHeader(encode(turned))).fault).toBe('alg-not-accepted');
  });

  it('up to 1024 bytes, not one more', () => {
    const of = (length: number) => {
      const bare = JSON.stringify({ ...goodHeader, x: '' });
      return encode(JSON.stringify({ ...goodHeader, x: 'x'.repeat(length - bare.length) }));
    };
    expect(readHeader(of(1024))).toEqual(goodHeader);
    const { fault, message } = faultOf(() => readHeader(of(1025)));
    expect(fault).toBe('header-length');
    expect(message).toContain('1025 bytes');
  });

  it('and cannot be changed afterwards', () => {
    expect(Object.isFrozen(read(goodHeader))).toBe(true);
  });
});

describe('a header is refused', () => {
  const good = JSON.stringify(goodHeader);
  it.each([
    ['nothing', ''],
    ['more than a kilobyte', encode(`"${'x'.repeat(60_000)}"`)],
  ])('for its length: %s', (_, text) => {
    expect(faultOf(() => readHeader(text)).fault).toBe('header-length');
  });

  it.each([
    ['padding', `${encode(`${good} `)}=`],
    ['the other alphabet', Buffer.from(`${good.slice(0, -1)},"x":"???>>>"}`).toString('base64')],
    ['white space', ` ${encode(good)}`],
    ['a line feed at the end', `${encode(good)}\n`],
    ['bits left over', `${encode('{}').slice(0, -1)}1`],
    ['a letter beyond ASCII', `é${encode(good)}`],
    ['only foreign letters', 'é'],
    ['clear JSON', good],
    ['bytes that are not UTF-8', encode(Buffer.from('{"alg":"\xff"}', 'latin1'))],
    ['a byte order mark', encode(`\ufeff${good}`)],
    ['no JSON', encode('alg=RSA-OAEP-256')],
    ['half an object', encode(good.slice(0, -1))],
    ['null', encode('null')],
    ['a number', encode('7')],
    ['a string', encode('"alg"')],
    ['an array', encode(`[${good}]`)],
  ])('as unreadable: %s', (_, text) => {
    expect(faultOf(() => readHeader(text)).fault).toBe('header-unreadable');
  });

  it.each([
    ['zip', 'DEF'],
    ['zip', null],
    ['crit', ['exp']],
    ['crit', []],
  ])('for %s: %j', (name, value) => {
    expect(faultOf(() => read({ ...goodHeader, [name]: value })).fault).toBe('header-critical');
  });

  it.each([
    'RSA-OAEP',
    'RSA1_5',
    'RSA-OAEP-512',
    'rsa-oaep-256',
    'dir',
    'A256KW',
    'ECDH-ES',
    'PBES2-HS256+A128KW',
    'none',
  ])('for alg %s, saying which one to use', (alg) => {
    const { fault, message } = faultOf(() => read({ ...goodHeader, alg }));
    expect(fault).toBe('alg-not-accepted');
    expect(message).toContain('use RSA-OAEP-256');
    expect(message).toContain(alg);
  });

  it.each([undefined, null, 1, ['RSA-OAEP-256'], {}])('for alg or enc %j', (value) => {
    expect(faultOf(() => read({ ...goodHeader, alg: value })).fault).toBe('alg-not-accepted');
    expect(faultOf(() => read({ ...goodHeader, enc: value })).fault).toBe('enc-not-accepted');
  });

  it.each([null, 1, ['x'], {}])('for kid %j', (kid) => {
    expect(faultOf(() => read({ ...goodHeader, kid })).fault).toBe('kid-no-string');
  });

  it('by a fault that says why, whatever else it is, and never by another error', () => {
    const header = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.base64String(),
      fc.json().map(encode),
      fc.uint8Array().map(encode),
    );
    fc.assert(
      fc.property(header, (text) => {
        expect(faultOf(() => readHeader(text)).message).not.toBe('');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a kid is looked up', () => {
  it.each([
    ['hex', hex],
    ['hex in capitals', hex.toUpperCase()],
    ['base64', digest.toString('base64')],
    ['base64 without padding', digest.toString('base64').replace('=', '')],
    ['base64url', digest.toString('base64url')],
  ])('as hex in lower case, when it was sent as %s', (_, kid) => {
    expect(normaliseKid(kid)).toBe(hex);
    expect(read({ ...goodHeader, kid }).kid).toBe(hex);
  });

  it.each(['', 'My-Key', hex.slice(1), `${hex}0`, `${digest.toString('base64')}=`, 'ß'.repeat(64)])(
    'as it is, when it is no fingerprint: %j',
    (kid) => {
      expect(normaliseKid(kid)).toBe(kid);
    },
  );
});
