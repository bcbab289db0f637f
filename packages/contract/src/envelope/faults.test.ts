import { describe, expect, it } from 'vitest';
import { EnvelopeFault, quote } from './faults.ts';

describe('a fault', () => {
  it('is a row of the table, with what was there instead', () => {
    const fault = EnvelopeFault.of('iv-length', { bytes: 7 });
    expect(fault).toBeInstanceOf(Error);
    expect(fault).toMatchObject({ name: 'EnvelopeFault', fault: 'iv-length' });
    expect(fault.message).toBe(fault.diagnosis.sentence);
    expect(fault.message).toContain('the IV has 7 bytes; draw 12');
  });
});

describe('a text of one’s own files is repeated', () => {
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
