import { createHash, createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeKeys } from '../../testing/tokens.ts';
import { certificateFingerprint, spkiFingerprint } from './fingerprints.ts';

describe('a key’s name', () => {
  const { publicKey } = makeKeys();
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();

  it('is the SHA-256 of its SubjectPublicKeyInfo, in lower-case hex', () => {
    const der = Buffer.from(pem.replace(/-----.*-----/g, ''), 'base64');
    expect(spkiFingerprint(publicKey)).toBe(createHash('sha256').update(der).digest('hex'));
    expect(spkiFingerprint(publicKey)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is the same however the key was written', () => {
    const pkcs1 = publicKey.export({ type: 'pkcs1', format: 'der' });
    const again = createPublicKey({ key: pkcs1, type: 'pkcs1', format: 'der' });
    expect(spkiFingerprint(again)).toBe(spkiFingerprint(publicKey));
  });
});

describe('a certificate’s name', () => {
  it('is the SHA-256 of its DER bytes, in lower-case hex (FIPS 180-2, B.1)', () => {
    expect(certificateFingerprint(Buffer.from('abc'))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });
});
