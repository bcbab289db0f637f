import { describe, expect, it } from 'vitest';
import type { KeyPair } from '../registry/registry.ts';
import { explainKid } from './explain-kid.ts';

const fingerprint = (digit: string): string => digit.repeat(64);

const pair = (digits: string, status: KeyPair['status'] = 'active'): KeyPair => ({
  projectId: 'p',
  status,
  requestKey: {
    fingerprint: fingerprint(digits[0] ?? ''),
    certificateFingerprint: fingerprint(digits[1] ?? ''),
    certificatePem: '',
    wrappedPrivateKey: '',
    notAfterMs: 0,
  },
  responseKey: { fingerprint: fingerprint(digits[2] ?? ''), publicKeyPem: '', origin: 'made' },
  createdAtMs: 0,
});

const credential = { sha256: fingerprint('8'), keyFingerprint: fingerprint('9') };
const explain = (kid: string | undefined, pairs: readonly KeyPair[]) =>
  explainKid(kid, { credential, pairs });

const wanted = `requests are encrypted to the Client Encryption Key ${fingerprint('1')}`;

describe('a kid that names no active key', () => {
  it.each([
    ['is missing', undefined, 'the envelope has no kid'],
    [
      'is the response key',
      fingerprint('3'),
      'kid 33333333... is the fingerprint of your response',
    ],
    ['was revoked', fingerprint('4'), 'kid 44444444... is a key of yours that was revoked'],
    ['was revoked, by certificate', fingerprint('5'), 'kid 55555555... is a key of yours that was'],
    ['is nobody’s', fingerprint('f'), 'kid ffffffff... is no key of this project'],
    ['is no fingerprint', 'my-key', 'kid (6 characters) is no key of this project'],
    [
      'is the client certificate',
      fingerprint('8'),
      'kid 88888888... is the fingerprint of your client',
    ],
    ['is the client key', fingerprint('9'), 'kid 99999999... is the fingerprint of your client'],
  ])('%s: and is told which would do', (_, kid, fault) => {
    const { sentence } = explain(kid, [pair('123'), pair('456', 'revoked')]);
    expect(sentence).toContain(fault);
    expect(sentence).toContain(`; ${wanted}`);
    expect(sentence).not.toContain(fingerprint('4'));
  });

  it('is told every key that would do, while two are in use', () => {
    const { sentence } = explain(undefined, [pair('123'), pair('456')]);
    expect(sentence).toContain(`${fingerprint('1')} or ${fingerprint('4')}`);
  });

  it('is told the newest two and how many more there are, while there are many', () => {
    const pairs = ['123', '456', '789'].map((digits, at) => ({ ...pair(digits), createdAtMs: at }));
    const { sentence } = explain(undefined, pairs);
    expect(sentence).toContain(`${fingerprint('7')} or ${fingerprint('4')} or one of 1 older ones`);
    expect(sentence).not.toContain(fingerprint('1'));
  });

  it('is told when none would', () => {
    const { sentence } = explain(undefined, [pair('456', 'revoked')]);
    expect(sentence).toContain('this project has no active Client Encryption Key');
  });

  it('is not repeated: it is the caller’s own text', () => {
    expect(explain('avery@example.com', [pair('123')]).sentence).not.toContain('avery');
  });
});
