import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultOf } from '../../testing/tokens.ts';
import { decodePart } from './base64url.ts';

const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));

/** Both alphabets in one text: every other foreign digit is changed, as one official client does. */
const mixed = (text: string): string => text.replaceAll('_', '/');

describe('a part is read', () => {
  it('in either alphabet, in both at once, padded or not', () => {
    fc.assert(
      fc.property(bytes, (part) => {
        const strict = part.toString('base64url');
        const spellings = [
          strict,
          part.toString('base64'),
          mixed(strict),
          `${strict}=`,
          `${strict}==`,
        ];
        for (const text of spellings) expect(decodePart(text, 'tag').equals(part)).toBe(true);
      }),
    );
  });

  it('with each of the two alphabets’ own digits', () => {
    expect([...decodePart('-_+/', 'tag')]).toEqual([...Buffer.from('+/+/', 'base64')]);
  });
});

describe('a part is refused', () => {
  it.each([
    ['a space', 'AA AA'],
    ['a line feed at the end', 'AAAA\n'],
    ['a line feed inside', 'AA\nAA'],
    ['a tab', '\tAAAA'],
    ['padding inside', 'AA=A'],
    ['three padding characters', 'A==='],
    ['padding alone, too much of it', '==='],
    ['a full stop', 'AA.A'],
    ['a comma', 'AAA,'],
    ['a letter beyond ASCII', 'AAAé'],
    ['a digit of another width', 'AAA１'],
    ['a null character', 'AAA\0'],
    ['a single left-over digit', 'AAAAA'],
    ['a single digit, padded', 'A=='],
    ['four bits left over', 'AB'],
    ['two bits left over', 'AAB'],
    ['bits left over before padding', 'AB=='],
  ])('for %s', (_, text) => {
    const { fault, message } = faultOf(() => decodePart(text, 'ciphertext'));
    expect(fault).toBe('part-alphabet');
    expect(message).toContain('ciphertext');
    expect(message).not.toContain(text);
  });

  it('for any last digit that leaves bits over, and for no other', () => {
    const digits = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
    for (const text of digits.flatMap((digit) => [`A${digit}`, `AA${digit}`, `AAA${digit}`])) {
      const isWhole = Buffer.from(text, 'base64url').toString('base64url') === text;
      expect(attempt(text) !== undefined, text).toBe(isWhole);
    }
  });

  it('or read, whatever it is, and no two texts without padding mean the same but for the alphabet', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.base64String(), fc.string());
    fc.assert(
      fc.property(text, (part) => {
        const decoded = attempt(part);
        const spelling = part.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
        if (decoded !== undefined) expect(decoded.toString('base64url')).toBe(spelling);
      }),
      { numRuns: 1000 },
    );
  });
});

function attempt(part: string): Buffer | undefined {
  try {
    return decodePart(part, 'tag');
  } catch {
    expect(faultOf(() => decodePart(part, 'tag')).fault).toBe('part-alphabet');
    return undefined;
  }
}
