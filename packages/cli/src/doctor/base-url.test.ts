import { describe, expect, it } from 'vitest';
import { judgeBaseUrl } from './base-url.ts';

describe('a base URL', () => {
  it.each([['https://localhost:1/identity'], ['https://localhost:1/identity/']])(
    '%s is right',
    (url) => {
      expect(judgeBaseUrl(url)).toBeUndefined();
    },
  );

  it.each([
    ['https://localhost:1', 'baseUrl does not end in /identity, but in /'],
    [
      'https://localhost:1/identity/transactions',
      'baseUrl does not end in /identity, but in /identity/transactions',
    ],
    [
      'https://localhost:1/identity?access_token=SECRET',
      'baseUrl does not end in /identity, but in a query',
    ],
    ['https://localhost:1/identity#SECRET', 'baseUrl does not end in /identity, but in a fragment'],
    [
      'https://localhost:1/identity?a=SECRET#SECRET',
      'baseUrl does not end in /identity, but in a query',
    ],
    ['https://ada:SECRET@localhost:1/?x=SECRET', 'the URL has a user name or a password in it'],
    ['http://localhost:1/identity?a=SECRET', /^baseUrl is no/],
  ])('%s is not', (url, fault) => {
    const diagnosis = judgeBaseUrl(url);
    expect(diagnosis?.fault).toMatch(fault);
    expect(diagnosis?.sentence).not.toContain('SECRET');
  });
});
