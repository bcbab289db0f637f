import { describe, expect, it } from 'vitest';
import { type AddressInput, toAddress } from './address.ts';

const houston: AddressInput = {
  addressLine1: '912 Uclan Dr',
  addressLine2: 'Apt 34',
  addressCity: 'Houston',
  addressState: 'TX',
  addressPostCode: '77001',
  addressCountry: '840',
};

describe('one address is one element, however it is written', () => {
  const spellings: readonly Partial<AddressInput>[] = [
    { addressLine1: '912 UCLAN DRIVE', addressLine2: 'apartment #34' },
    { addressLine1: '912 Uclan Dr., Unit 34', addressLine2: undefined },
    { addressLine1: 'Apt. 34', addressLine2: '912, Uclan Drive' },
    { addressLine1: '#34 912 Uclan Dr', addressLine2: undefined },
    { addressPostCode: '77001-1234' },
    { addressPostCode: ' 770 01 ' },
    { addressState: undefined },
    { addressCity: 'HOUSTÓN' },
  ];
  it.each(spellings)('%o', (changes) =>
    expect(toAddress({ ...houston, ...changes }).canonical).toBe(toAddress(houston).canonical),
  );

  it.each([
    ['Hauptstraße 5', 'Hauptstr. 5'],
    ['No. 5 High Street', '5 High St'],
    ['Flat 3, 10 North Road', '10 N Rd Flat 3'],
    ['12 First Avenue', '12 1st Ave'],
    ['12 avenue des Champs-Élysées', '12, AV DES CHAMPS ELYSEES'],
  ])('%s = %s', (one, other) => {
    const read = (addressLine1: string) => toAddress({ ...houston, addressLine1 }).canonical;
    expect(read(one)).toBe(read(other));
  });
});

describe('two addresses stay two', () => {
  const others: readonly Partial<AddressInput>[] = [
    { addressLine2: 'Apt 35' },
    { addressLine2: undefined },
    { addressLine1: '913 Uclan Dr' },
    { addressCity: 'Dallas' },
    { addressPostCode: '77002' },
    { addressCountry: '124' },
  ];
  it.each(others)('%o', (changes) =>
    expect(toAddress({ ...houston, ...changes }).canonical).not.toBe(toAddress(houston).canonical),
  );

  it('where a street only sounds like a unit', () =>
    expect(toAddress({ addressLine1: '5 Flat Rock Rd' }).canonical).toContain('5 flat rock rd'));
});

describe('what is not an address', () => {
  it('is not remembered without a street line, and still has a place', () => {
    const place = toAddress({
      addressCity: 'St. Louis',
      addressState: 'MO',
      addressCountry: '840',
    });
    expect(place).not.toHaveProperty('canonical');
    expect(place).toMatchObject({ place: '["st louis","mo","840"]', missing: false });
  });

  it.each([{}, { addressCountry: '840', addressState: 'TX' }, { addressLine1: ' - ' }])(
    'is missing: %o',
    (input) => expect(toAddress(input).missing).toBe(true),
  );
});
