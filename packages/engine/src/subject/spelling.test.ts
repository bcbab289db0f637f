import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toAddress } from './address.ts';
import { toEmail } from './email.ts';
import { toName } from './name.ts';

const word = fc.stringMatching(/^[b-df-hj-mo-r][a-z]{4,8}q$/);
const words = fc.array(word, { minLength: 1, maxLength: 3 });

/** The same text as another person would type it: case, accents, spaces, full stops. */
const respell = (text: string, manner: number): string => {
  const manners = [
    (spelled: string) => spelled.toUpperCase(),
    (spelled: string) => spelled.replaceAll('a', 'á').replaceAll('o', 'ö').replaceAll('c', 'ç'),
    (spelled: string) => ` ${spelled.replaceAll(' ', ' ,  ')}. `,
    (spelled: string) => spelled.replaceAll('i', 'i\u0301'),
    (spelled: string) => spelled.replace(/^[a-z]/, '$&’'),
  ];
  return manners[manner % manners.length]?.(text) ?? text;
};
const manner = fc.nat({ max: 4 });

describe('another spelling is the same element', () => {
  it('of a name, its words in any order', () => {
    fc.assert(
      fc.property(words, manner, (name, how) => {
        const usual = toName(name.join(' '));
        expect(toName(respell(name.join(' '), how))).toEqual(usual);
        expect(toName(name.toReversed().join(', '))).toEqual(usual);
      }),
    );
  });

  it('of an address, its unit on any line', () => {
    const type = fc.constantFrom(['Street', 'St.'], ['Avenue', 'Ave'], ['Boulevard', 'BLVD']);
    const unit = fc.constantFrom('Apt', 'Apt.', 'apartment', '#', 'Unit', 'Suite #', 'Flat ');
    fc.assert(
      fc.property(words, type, unit, manner, (street, [long, short], announcer, how) => {
        const city = { addressCity: 'Houston', addressPostCode: '77001', addressCountry: '840' };
        const usual = toAddress({
          ...city,
          addressLine1: `12 ${street.join(' ')} ${long}`,
          addressLine2: 'Apt 7',
        });
        const other = `${announcer} 7, 12 ${respell(street.join(' '), how)} ${short}`;
        expect(toAddress({ ...city, addressLine1: other }).canonical).toBe(usual.canonical);
      }),
    );
  });

  it('of a mailbox, with any tag', () => {
    const tag = fc.stringMatching(/^[a-z0-9+]{1,9}$/);
    fc.assert(
      fc.property(word, tag, (local, label) => {
        const tagged = `${local.slice(0, 2)}.${local.slice(2)}+${label}@GoogleMail.com`;
        expect(toEmail(tagged)?.canonical).toBe(`${local}@gmail.com`);
      }),
    );
  });
});
