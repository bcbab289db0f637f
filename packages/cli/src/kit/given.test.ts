import { describe, expect, it } from 'vitest';
import { UsageError } from '../exit-codes.ts';
import { type GivenFlags, isGiven, readBaseUrl } from './given.ts';

const flags: GivenFlags = { data: '.whorl', environment: 'sandbox', project: 'shop' };

describe('credentials are given', () => {
  it.each(
    [
      ['credentials', 'cert', 'key', 'ca'],
      ['requestKey', 'responseKey', 'keyStore'],
    ].flat(),
  )('when one part is: %s', (name) => {
    expect(isGiven({ ...flags, [name]: 'x' })).toBe(true);
  });

  it('not when a base URL alone is: it may be another name of the same service', () => {
    expect(isGiven({ ...flags, baseUrl: 'https://shop.example/identity' })).toBe(false);
  });
});

describe('a base URL', () => {
  it.each([
    ['https://idv.mastercard.com/identity', 'https://idv.mastercard.com/identity'],
    ['https://localhost:8443/identity/', 'https://localhost:8443/identity'],
    ['https://[::1]:8443/identity//', 'https://[::1]:8443/identity'],
    ['https://HOST/identity', 'https://host/identity'],
  ])('%s is %s', (typed, url) => expect(readBaseUrl(typed)).toBe(url));

  it.each([
    '',
    'localhost',
    'http://localhost/identity',
    'https://a:b@c/d',
    'https://a/b?c',
    'https://localhost:8443',
    'https://localhost:8443/identity/transactions',
    'x:y',
  ])('"%s" is none', (typed) => expect(() => readBaseUrl(typed)).toThrow(UsageError));
});
