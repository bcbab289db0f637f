import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phoneticKey } from './phonetic-key.ts';

describe('phonetic keys', () => {
  it.each([
    ['katherine', 'cathryn'],
    ['shaun', 'shawn'],
    ['meyer', 'maier'],
    ['stephen', 'steven'],
    ['philip', 'filip'],
    ['gonzalez', 'gonzales'],
  ])('%s sounds like %s', (one, other) => expect(phoneticKey(one)).toBe(phoneticKey(other)));

  it.each([
    ['smith', 'miller'],
    ['garcia', 'lopez'],
    ['lee', 'lou'],
    ['wu', 'ho'],
  ])('%s does not sound like %s', (one, other) =>
    expect(phoneticKey(one)).not.toBe(phoneticKey(other)),
  );

  it.each(['j', 'h', 'w', 'lee', '3', '2nd', '4u', 'x1y2'])('%s is its own key', (word) =>
    expect(phoneticKey(word)).toBe(word),
  );

  it('are never empty, and in two letter cases, so that a word is never taken for a sound', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]{1,12}$/), (word) => {
        const key = phoneticKey(word);
        expect(key === word || /^[A-Z0]{2,}$/.test(key)).toBe(true);
      }),
    );
  });
});
