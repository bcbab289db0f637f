import type { IncomingMessage } from 'node:http';
import { Refusal } from '@whorl/contract';
import { describe, expect, it } from 'vitest';
import { checkRoute } from './route.ts';

const good = {
  method: 'POST',
  url: '/identity/transactions',
  httpVersion: '1.1',
  headers: { host: 'localhost', 'content-type': 'application/json' },
};

/** The status that a request is refused with, if it is. */
function refusalOf(change: Partial<typeof good>): number | undefined {
  try {
    checkRoute({ ...good, ...change } as unknown as IncomingMessage);
  } catch (error) {
    if (error instanceof Refusal) return error.status;
    throw error;
  }
  return undefined;
}

const withHeaders = (headers: Record<string, string | undefined>) => ({
  headers: { ...good.headers, ...headers } as typeof good.headers,
});

describe('a request is let through', () => {
  it.each([
    ['/identity/transactions'],
    ['/identity/transactions?trace=1'],
    ['https://localhost:8443/identity/transactions'],
    ['HTTPS://localhost/identity/transactions?trace=1'],
  ])('to %s', (url) => {
    expect(refusalOf({ url })).toBeUndefined();
  });

  it.each([
    ['application/json'],
    ['application/json; charset=utf-8'],
    ['Application/JSON ;charset=UTF-8'],
  ])('as %s', (contentType) => {
    expect(refusalOf(withHeaders({ 'content-type': contentType }))).toBeUndefined();
  });

  it('of HTTP/1.0 without a Host', () => {
    const { headers } = withHeaders({ host: undefined });
    expect(refusalOf({ httpVersion: '1.0', headers })).toBeUndefined();
  });
});

describe('a request is refused', () => {
  it.each([
    [''],
    ['/'],
    ['*'],
    ['/transactions'],
    ['/identity/transactions/'],
    ['/identity//transactions'],
    ['/identity/../identity/transactions'],
    ['/identity/transaction%73'],
    ['/IDENTITY/TRANSACTIONS'],
    ['/x?/identity/transactions'],
    ['https://localhost'],
    ['https://localhost?/identity/transactions'],
  ])('to %s', (url) => {
    expect(refusalOf({ url })).toBe(404);
  });

  it.each([['GET'], ['HEAD'], ['PUT'], ['PATCH'], ['DELETE'], ['OPTIONS'], ['TRACE'], ['post']])(
    'of the method %s',
    (method) => {
      expect(refusalOf({ method })).toBe(405);
    },
  );

  it.each([
    [undefined],
    [''],
    ['text/json'],
    ['application/jsonp'],
    ['application/json,text/html'],
  ])('as %s', (contentType) => {
    expect(refusalOf(withHeaders({ 'content-type': contentType }))).toBe(415);
  });

  it.each([['gzip'], ['br'], ['identity']])('encoded as %s', (encoding) => {
    expect(refusalOf(withHeaders({ 'content-encoding': encoding }))).toBe(415);
  });

  it('of HTTP/1.1 without a Host', () => {
    expect(refusalOf(withHeaders({ host: undefined }))).toBe(400);
  });
});
