import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeKeys } from '../../testing/tokens.ts';
import { spkiFingerprint } from './fingerprints.ts';
import { openEnvelope } from './open.ts';
import { readEnvelope } from './read.ts';
import { sealEnvelope } from './seal.ts';

const { publicKey, privateKey } = makeKeys();
const kid = spkiFingerprint(publicKey);
const fresh = () => ({ publicKey, kid, contentKey: randomBytes(32), iv: randomBytes(12) });
const opening = { privateKey, accept: 'request', spareKey: randomBytes(32) } as const;

describe('what is sealed', () => {
  it('names its algorithms, its content and its key, in the order that never changes', () => {
    const [header = ''] = sealEnvelope('{}', fresh()).split('.');
    expect(Buffer.from(header, 'base64url').toString()).toBe(
      `{"alg":"RSA-OAEP-256","enc":"A256GCM","cty":"application/json","kid":"${kid}"}`,
    );
  });

  it('is five parts of strict base64url: 256 bytes of key, 12 of IV, 16 of tag', () => {
    const token = sealEnvelope('{"a":1}', fresh());
    expect(token).toMatch(/^[\w-]+(\.[\w-]+){4}$/);
    const lengths = token
      .split('.')
      .slice(1)
      .map((part) => Buffer.from(part, 'base64url').length);
    expect(lengths).toEqual([256, 12, 7, 16]);
  });

  it('is opened again, text or bytes, by the one who holds the key', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 5000 }),
        fc.string({ unit: 'grapheme' }),
        (bytes, text) => {
          const again = (sealed: string) =>
            Buffer.from(openEnvelope(readEnvelope(sealed), opening));
          expect(again(sealEnvelope(bytes, fresh())).equals(bytes)).toBe(true);
          expect(again(sealEnvelope(text, fresh())).toString()).toBe(text);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('uses the randomness it was given, and draws none for the content', () => {
    const sealing = fresh();
    const content = () => sealEnvelope('{"a":1}', sealing).split('.').slice(2);
    expect(content()).toEqual(content());
    expect(content()[0]).toBe(sealing.iv.toString('base64url'));
  });
});

describe('sealing refuses', () => {
  it.each([0, 11, 13, 16])(
    'an IV of %i bytes: one official client opens no such answer',
    (length) => {
      const iv = randomBytes(length);
      expect(() => sealEnvelope('{}', { ...fresh(), iv })).toThrow(RangeError);
    },
  );

  it.each([0, 16, 24, 31, 33])('a content key of %i bytes', (length) => {
    const contentKey = randomBytes(length);
    expect(() => sealEnvelope('{}', { ...fresh(), contentKey })).toThrow(RangeError);
  });
});
