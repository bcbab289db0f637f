import { describe, expect, it } from 'vitest';
import { EnvelopeFault, type EnvelopeFaultCode, envelopeFaults, quote } from './faults.ts';

const codes = Object.keys(envelopeFaults) as EnvelopeFaultCode[];

describe('a fault', () => {
  it.each(codes)('%s has one sentence, in ASCII, and can carry what was there instead', (code) => {
    const bare = new EnvelopeFault(code);
    expect(bare).toBeInstanceOf(Error);
    expect(bare).toMatchObject({ name: 'EnvelopeFault', fault: code, details: bare.message });
    expect(bare.details).toMatch(/^[\x20-\x7e]{10,200}$/);
    expect(new EnvelopeFault(code, 'it is 7').details).toBe(`${bare.details} (it is 7)`);
  });
});

describe('a caller’s text is repeated', () => {
  it.each(['A128CBC-HS256', 'PBES2-HS256+A128KW', 'purchaseDate', '__proto__', 'x'.repeat(40)])(
    '%s, which could be a name',
    (text) => {
      expect(quote(text)).toBe(text);
    },
  );

  it.each(['', '1', 'a b', 'a@b', 'a\n', 'é', '\u001b[31m', 'x'.repeat(41)])(
    '%j, which could be anything, by its length',
    (text) => {
      expect(quote(text)).toBe(`a text of ${text.length} characters`);
    },
  );
});
