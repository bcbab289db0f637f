import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toName } from './name.ts';
import { type NamePart, nameParts } from './name-parts.ts';
import { namesAgree } from './names-agree.ts';

const partsOf = (text: string) => nameParts(toName(text)?.canonical ?? '');

describe('two names', () => {
  it.each([
    ['John Doe', 'DOE, JOHN'],
    ['Bill Smith', 'William J. Smith'],
    ['William Smith', 'Will Smyth'],
    ['Саша Иванов', 'Alexander Ivanov'],
    ['Cathryn Meyer', 'Katherine Maier'],
    ['Maria Garcia', 'María de los Ángeles García López de la Cruz'],
    ['Cher', 'Cher Bono'],
    ['Bill', 'William Smith'],
    ['J. Smith', 'J. Smith'],
    ['John Jane', 'Jane John'],
  ])('%s and %s agree', (one, other) =>
    expect(namesAgree(partsOf(one), partsOf(other))).toBe(true),
  );

  it.each([
    ['John Doe', 'Peter Doe'],
    ['John Smith', 'Maria Garcia'],
    ['Juan de la Cruz', 'Maria de la Rosa'],
    ['Cher', 'Sonny Bono'],
    ['', 'John Doe'],
    ['', ''],
  ])('%s and %s do not', (one, other) =>
    expect(namesAgree(partsOf(one), partsOf(other))).toBe(false),
  );

  it('do not agree by an initial alone: it agrees with the same initial only', () => {
    expect(namesAgree(partsOf('J. Smith'), partsOf('John Smith'))).toBe(false);
    expect(namesAgree(partsOf('J.'), partsOf('John Smith'))).toBe(false);
  });

  it('do not agree where one part would have to serve twice', () => {
    expect(namesAgree(partsOf('John John'), partsOf('John Smith'))).toBe(false);
    expect(namesAgree(partsOf('Bill William'), partsOf('Willy Smith'))).toBe(false);
  });

  it('agree where the first pair that is found is not the one to take', () => {
    const part = (exact: string, root: string, phonetic: string): NamePart => ({
      exact,
      root,
      phonetic,
    });
    const one = [part('a', 'r', 'p'), part('b', 'r', 'q')];
    const other = [part('b', 'r', 'x'), part('c', 's', 'q')];
    // a–b by root, b–b exactly, b–c by sound: whoever takes b–b first is left with nothing.
    expect(namesAgree(one, other)).toBe(true);
    expect(namesAgree(one, other.toReversed())).toBe(true);
  });
});

/** Tokens of few values, so that they often agree. */
const token = fc.constantFrom('a', 'b', 'c', 'd');
const name = fc.array(fc.record({ exact: token, root: token, phonetic: token }), { maxLength: 6 });

/** By trying every way to pair the parts. */
function mostPairs(one: readonly NamePart[], other: readonly NamePart[]): number {
  const [first, ...rest] = one;
  if (first === undefined) return 0;
  const taken = other.flatMap((part, index) =>
    (['exact', 'root', 'phonetic'] as const).some((form) => first[form] === part[form])
      ? [1 + mostPairs(rest, other.toSpliced(index, 1))]
      : [],
  );
  return Math.max(mostPairs(rest, other), ...taken);
}

describe('any two names', () => {
  it('agree as every way of pairing their parts says, whichever comes first', () => {
    fc.assert(
      fc.property(name, name, (one, other) => {
        const needed = Math.max(1, Math.min(2, one.length, other.length));
        const expected = mostPairs(one, other) >= needed;
        expect(namesAgree(one, other)).toBe(expected);
        expect(namesAgree(other, one)).toBe(expected);
        expect(namesAgree(one.toReversed(), other)).toBe(expected);
      }),
    );
  });

  it('agree with themselves', () => {
    const word = fc.stringMatching(/^[a-z0-9]{0,8}q$/); // no title, no suffix
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 9 }), (words) => {
        expect(namesAgree(partsOf(words.join(' ')), partsOf(words.toReversed().join(' ')))).toBe(
          true,
        );
      }),
    );
  });
});
