import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicaliseDomain } from './domain.ts';
import { encodePunycode } from './punycode.ts';

describe('internationalised labels', () => {
  it.each([
    // RFC 3492 §7.1, samples (A), (B) and (I), in lower case.
    ['ليهمابتكلموشعربي؟', 'egbpdaj6bu4bxfgehfvwxn'],
    ['他们为什么不说中文', 'ihqwcrb4cv8a8dqg056pqjye'],
    ['почемужеонинеговорятпорусски', 'b1abfaaepdrnnbgefbadotcwatmq2g4l'],
    ['bücher', 'bcher-kva'],
  ])('%s → %s', (label, encoded) => expect(encodePunycode(label)).toBe(encoded));

  it('are encoded as the platform encodes them', () => {
    const letter = fc.constantFrom(...'abcz0189äöüßéñçøłžабвжπλאבعبहि中文字ひらカ한글');
    const label = fc.string({ unit: letter, minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(label, (text) => {
        const platform = domainToASCII(`${text}.com`);
        const ours = canonicaliseDomain(`${text}.com`);
        if (platform !== '' && ours !== undefined) expect(ours).toBe(platform);
      }),
      { numRuns: 2_000 },
    );
  });
});
