/** A second opinion on the envelope: the jose library opens what we seal, and the other way round. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { openEnvelope, readEnvelope, sealEnvelope, spkiFingerprint } from '@whorl/contract';
import fc from 'fast-check';
import { CompactEncrypt, compactDecrypt } from 'jose';
import { describe, expect, it } from 'vitest';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const kid = spkiFingerprint(publicKey);
const fresh = () => ({ publicKey, kid, contentKey: randomBytes(32), iv: randomBytes(12) });
const content = fc.oneof(
  fc.uint8Array({ maxLength: 4000 }),
  fc.json().map((text) => Buffer.from(text)),
);
const opening = { privateKey, accept: 'answer', spareKey: randomBytes(32) } as const;

describe('jose', () => {
  it('opens what we seal', async () => {
    await fc.assert(
      fc.asyncProperty(content, async (sent) => {
        const { plaintext, protectedHeader } = await compactDecrypt(
          sealEnvelope(sent, fresh()),
          privateKey,
        );
        expect(Buffer.from(plaintext).equals(sent)).toBe(true);
        expect(protectedHeader).toEqual({
          alg: 'RSA-OAEP-256',
          enc: 'A256GCM',
          cty: 'application/json',
          kid,
        });
      }),
    );
  });

  it.each(['A256GCM', 'A192GCM', 'A128GCM'])('seals in %s what we open', async (enc) => {
    await fc.assert(
      fc.asyncProperty(content, fc.json({ maxDepth: 1 }), async (sent, extra) => {
        const token = await new CompactEncrypt(sent)
          .setProtectedHeader({ alg: 'RSA-OAEP-256', enc, kid: kid.toUpperCase(), extra })
          .encrypt(publicKey);
        const envelope = readEnvelope(token);
        expect(envelope.header).toEqual({ alg: 'RSA-OAEP-256', enc, kid });
        expect(Buffer.from(openEnvelope(envelope, opening)).equals(sent)).toBe(true);
      }),
    );
  });

  it('and we agree that a damaged envelope does not open', async () => {
    const token = sealEnvelope('{"mcc":"5942"}', fresh());
    const parts = token.split('.');
    for (const index of [0, 1, 2, 3, 4]) {
      const part = parts[index] ?? '';
      const damaged = parts
        .with(index, part.slice(0, 4) + (part[4] === 'A' ? 'B' : 'A') + part.slice(5))
        .join('.');
      await expect(compactDecrypt(damaged, privateKey)).rejects.toThrow();
      expect(() => openEnvelope(readEnvelope(damaged), opening)).toThrow();
    }
  });
});
