import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toName } from './name.ts';
import { nameParts } from './name-parts.ts';

const wordsOf = (text: string) =>
  nameParts(toName(text)?.canonical ?? '').map((part) => part.exact);

describe('a name is split into', () => {
  it('word, nickname root and sound', () => {
    expect(nameParts('bill smith')).toEqual([
      { exact: 'bill', root: 'william', phonetic: 'PL' },
      { exact: 'smith', root: 'smith', phonetic: 'SM0' },
    ]);
  });

  it.each([
    ['Juan de la Cruz', ['cruz', 'juan']],
    ['Anna van der Berg', ['anna', 'berg']],
    ['John Q. Public', ['john', 'public']],
    ['J. Public', ['j', 'public']],
    ['Van Nguyen', ['nguyen', 'van']],
    ['A. J. Public', ['a', 'j', 'public']],
    ['De la', ['de', 'la']],
    ['Cher', ['cher']],
    ['John John', ['john', 'john']],
    [
      'María de los Ángeles García López de la Cruz',
      ['angeles', 'cruz', 'garcia', 'lopez', 'maria'],
    ],
  ])('the telling words: %s → %j', (text, words) => expect(wordsOf(text)).toEqual(words));

  it('six words at most, the longest', () => {
    const text = 'ann bo carla dmitri eleanor fitzgerald gu hortensia';
    expect(wordsOf(text).toSorted()).toEqual(
      ['ann', 'carla', 'dmitri', 'eleanor', 'fitzgerald', 'hortensia'].toSorted(),
    );
  });

  it('nothing where there is nothing', () => expect(nameParts('')).toEqual([]));

  it('one part to six of any name, the same in whatever order it is written', () => {
    const word = fc.stringMatching(/^[a-z0-9]{0,8}q$/); // no title, no suffix
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 9 }), (words) => {
        const parts = nameParts(words.toSorted().join(' '));
        expect(parts.length).toBeGreaterThanOrEqual(1);
        expect(parts.length).toBeLessThanOrEqual(6);
        expect(nameParts(toName(words.toReversed().join(' '))?.canonical ?? '')).toEqual(
          nameParts(toName(words.join(' '))?.canonical ?? ''),
        );
      }),
    );
  });
});
