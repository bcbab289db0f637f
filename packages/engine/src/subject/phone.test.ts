import { describe, expect, it } from 'vitest';
import { toPhone } from './phone.ts';

describe('one number is one element, however it is keyed in', () => {
  it.each([
    ['44', '7911123456', '+447911123456'],
    ['44', '07911123456', '+447911123456'],
    ['1', '13143978691', '+13143978691'],
    ['1', '3143978691', '+13143978691'],
    ['39', '0612345678', '+390612345678'],
  ])('+%s %s → %s', (cc, subscriber, expected) =>
    expect(toPhone({ cc, subscriber })).toMatchObject({ canonical: expected, valid: true }),
  );

  it('remembers a number that does not exist by its digits', () =>
    expect(toPhone({ cc: '1', subscriber: '5' })).toMatchObject({
      canonical: '+15',
      valid: false,
    }));

  it('guesses nothing without a country code', () => {
    const phone = toPhone({ subscriber: '2025550123' });
    expect(phone).toMatchObject({ canonical: '2025550123', hasCountryCode: false });
    expect(phone).not.toHaveProperty('valid');
  });

  it('finds no number in a country code alone', () => expect(toPhone({ cc: '1' })).toBeUndefined());
});

describe('the kind of line', () => {
  it.each([
    ['44', '7911123456', 'mobile'],
    ['44', '1212345678', 'landline'],
    ['44', '8001234567', 'toll-free'],
    ['44', '9012345678', 'premium'],
    ['44', '5612345678', 'non-fixed-voip'],
    ['44', '7012345678', 'other'],
  ])('of +%s %s is %s', (cc, subscriber, lineType) =>
    expect(toPhone({ cc, subscriber })?.lineType).toBe(lineType),
  );

  it('of a number of the United States is not told', () =>
    expect(toPhone({ cc: '1', subscriber: '3143978691' })).not.toHaveProperty('lineType'));
});
