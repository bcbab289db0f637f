import { describe, expect, it } from 'vitest';
import { totpCode, totpKeyOf } from './totp.ts';

describe('the codes that the suites compute', () => {
  it.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('are those of RFC 6238, appendix B, at %i s', (seconds, code) => {
    const key = Buffer.from('12345678901234567890');
    expect(totpCode(key, { atMs: seconds * 1000, digits: 8 })).toBe(code);
  });

  it('take the key from the URI (RFC 4648 §10)', () => {
    expect(totpKeyOf('otpauth://totp/x?secret=MZXW6YTBOI').toString()).toBe('foobar');
  });
});
