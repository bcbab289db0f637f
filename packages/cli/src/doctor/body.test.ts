import { generateKeyPairSync } from 'node:crypto';
import { spkiFingerprint } from '@whorl/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeBody } from './body.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const known = {
  requestKey: 'a'.repeat(64),
  responseKey: spkiFingerprint(publicKey),
  privateResponseKey: privateKey,
};

describe('a body of whatever bytes', () => {
  const header = fc.record({
    alg: fc.constant('RSA-OAEP-256'),
    enc: fc.string(),
    kid: fc.string(),
  });
  const part = fc.oneof(
    fc.string(),
    fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('base64url')),
  );
  const token = fc
    .tuple(header, fc.array(part, { maxLength: 5 }))
    .map(([first, rest]) =>
      [Buffer.from(JSON.stringify(first)).toString('base64url'), ...rest].join('.'),
    );
  const body = fc.oneof(
    fc.json().map((text) => Buffer.from(text)),
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    token.map((encryptedData) => Buffer.from(JSON.stringify({ encryptedData }))),
  );

  it('is judged, in plain words, and never by a throw', () => {
    fc.assert(
      fc.property(body, (bytes) => {
        for (const { sentence } of judgeBody(bytes, known))
          expect(sentence).toMatch(/^[\x20-\x7e]{1,600}$/);
      }),
      { numRuns: 500 },
    );
  });

  it('is told no kid but a fingerprint', () => {
    const parts = [
      Buffer.from('{"alg":"RSA-OAEP-256","enc":"A256GCM","kid":"avery@example.com"}').toString(
        'base64url',
      ),
      ...['AAAA', 'AAAAAAAAAAAAAAAA', 'AAAA', 'AAAAAAAAAAAAAAAAAAAAAA'],
    ];
    const [diagnosis] = judgeBody(
      Buffer.from(JSON.stringify({ encryptedData: parts.join('.') })),
      known,
    );
    expect(diagnosis?.fault).toBe('kid (17 characters) names none of the keys that are here');
  });
});
