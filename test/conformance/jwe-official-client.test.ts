/**
 * The official Node library's own JWE, without a service in between: 16-byte IVs, and `/` left where `_`
 * should be. Whole calls with it are in test/interop/official-client.test.ts.
 */
import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  certificateFingerprint,
  openEnvelope,
  readEnvelope,
  sealEnvelope,
  spkiFingerprint,
  unwrapBody,
  wrapBody,
} from '@whorl/contract';
import mastercard from 'mastercard-client-encryption';
import { afterAll, describe, expect, it } from 'vitest';
import { makeIdentity } from '../../packages/client/testing/certificates.ts';

const count = 200;
const endpoint = '/identity/transactions';
const folder = mkdtempSync(join(tmpdir(), 'whorl-jwe-'));
afterAll(() => rmSync(folder, { recursive: true }));

const identity = makeIdentity({ name: 'request key', kind: 'rsa' });
const certificate = new X509Certificate(identity.cert);
const privateKey = createPrivateKey(identity.key);
const kid = spkiFingerprint(certificate.publicKey);
const opening = { privateKey, accept: 'request', spareKey: randomBytes(32) } as const;

function save(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const config = {
  paths: [
    {
      path: endpoint,
      toEncrypt: [{ element: '$', obj: '$' }],
      toDecrypt: [{ element: 'encryptedData', obj: '$' }],
    },
  ],
  mode: 'JWE',
  encryptedValueFieldName: 'encryptedData',
  encryptionCertificate: save('cert.pem', identity.cert),
  privateKey: save('key.pem', identity.key),
};
const client = (more: object = {}) => new mastercard.JweEncryption({ ...config, ...more });

/** Sizes that differ from token to token, letters beyond ASCII and marks that base64 spells with `/`. */
const transaction = (index: number) => ({
  merchantName: `Café ☕ ${'?~'.repeat(index)}`,
  purchaseAmount: String(index),
});

const sealBy = (jwe: mastercard.JweEncryption, index: number): string =>
  unwrapBody(Buffer.from(JSON.stringify(jwe.encrypt(endpoint, {}, transaction(index)).body)));

const open = (token: string): unknown =>
  JSON.parse(Buffer.from(openEnvelope(readEnvelope(token), opening)).toString());

describe('the official client', () => {
  it(`seals ${count} requests that we open`, () => {
    const jwe = client();
    const tokens = Array.from({ length: count }, (_, index) => sealBy(jwe, index));
    for (const [index, token] of tokens.entries()) {
      expect(open(token)).toEqual(transaction(index));
      expect(readEnvelope(token).header.kid).toBe(kid);
    }
    const ivs = tokens.map((token) => readEnvelope(token).iv.length);
    expect(new Set(ivs)).toEqual(new Set([16]));
    // Both alphabets in one part: this is what the tolerance is for.
    expect(tokens.some((token) => token.includes('/') && token.includes('-'))).toBe(true);
    expect(tokens.some((token) => token.includes('_'))).toBe(false);
  });

  it.each(['hex', 'base64'])(
    'can name the certificate in %s: the same key is meant',
    (dataEncoding) => {
      const jwe = client({ publicKeyFingerprintType: 'certificate', dataEncoding });
      const { header } = readEnvelope(sealBy(jwe, 0));
      expect(header.kid).toBe(certificateFingerprint(certificate.raw));
    },
  );

  it(`opens ${count} answers that we seal`, () => {
    const jwe = client();
    for (let index = 0; index < count; index += 1) {
      const token = sealEnvelope(JSON.stringify(transaction(index)), {
        publicKey: certificate.publicKey,
        kid,
        contentKey: randomBytes(32),
        iv: randomBytes(12),
      });
      const response = { request: { url: endpoint }, body: JSON.parse(wrapBody(token)) };
      expect(jwe.decrypt(response)).toEqual(transaction(index));
    }
  });
});
