import { generateKeyPairSync } from 'node:crypto';
import { Utf8String } from 'asn1js';
import { describe, expect, it } from 'vitest';
import { examineRequest } from './examine-request.ts';
import { makeRequest, oids, toRequestPem } from './testing/make-request.ts';

const made = (modulusLength: number): string => {
  const text = (value: string) => new Utf8String({ value });
  const subject = [[[oids.organisation, text('Shop')]], [[oids.commonName, text('a')]]] as const;
  return toRequestPem(makeRequest({ subject, ...generateKeyPairSync('rsa', { modulusLength }) }));
};

describe('the examination of a request', () => {
  it('gives the request where it would be accepted', async () => {
    const examined = await examineRequest(made(2048));
    expect(examined).toMatchObject({ request: { commonName: 'a', organisation: 'Shop' } });
    expect(examined.diagnosis).toBeUndefined();
  });

  it.each([
    ['request-none', ''],
    ['request-damaged', 'AAAA'],
    ['key-size', made(1024)],
  ])('says why it would not be: %s', async (code, pem) => {
    expect(await examineRequest(pem)).toEqual({ diagnosis: expect.objectContaining({ code }) });
  });
});
