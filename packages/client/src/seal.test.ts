import { createPrivateKey } from 'node:crypto';
import fc from 'fast-check';
import { compactDecrypt } from 'jose';
import { describe, expect, it } from 'vitest';
import { makeIdentity } from '../testing/certificates.ts';
import { fingerprint } from '../testing/seal-like-others.ts';
import { sealRequest } from './seal.ts';

const { cert, key } = makeIdentity({ name: 'request key', kind: 'rsa' });
const privateKey = createPrivateKey(key);

const unseal = async (body: string) => {
  const { plaintext, protectedHeader } = await compactDecrypt(
    JSON.parse(body).encryptedData,
    privateKey,
  );
  return { header: protectedHeader, transaction: JSON.parse(new TextDecoder().decode(plaintext)) };
};

const errorOf = (step: () => unknown): unknown => {
  try {
    return step();
  } catch (error) {
    return error;
  }
};

describe('a sealed request', () => {
  it('is what the service expects, by the word of another library', async () => {
    const { header } = await unseal(sealRequest({ mcc: '5942' }, cert));
    expect(header).toEqual({
      ...{ alg: 'RSA-OAEP-256', enc: 'A256GCM', cty: 'application/json' },
      kid: fingerprint(cert),
    });
  });

  it('holds what was given, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), async (given) => {
        const { transaction } = await unseal(sealRequest(given, cert));
        expect(transaction).toEqual(JSON.parse(JSON.stringify(given)));
      }),
      { numRuns: 20 },
    );
  });

  it('is another one each time', () => {
    expect(sealRequest({}, cert)).not.toBe(sealRequest({}, cert));
  });

  it('is not made of what JSON cannot express, and the error says nothing of it', () => {
    const circular: Record<string, unknown> = { email: 'avery@example.com' };
    circular['avery@example.com'] = circular;
    for (const wrong of [circular, { amount: 1n }, [], null, 'text', () => 1]) {
      const error = errorOf(() => sealRequest(wrong as object, cert));
      expect(error).toMatchObject({ code: 'CONFIGURATION' });
      expect(error).not.toHaveProperty('cause');
      expect(String(error)).not.toContain('avery');
    }
  });
});
