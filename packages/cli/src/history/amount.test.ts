import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Paid, readSpend } from './amount.ts';
import { readCurrency } from './currency.ts';
import { Unreadable } from './row.ts';

const usd = { numeric: '840', exponent: 2 };

function read(amount: string, paid: Partial<Paid> = {}): number | string {
  const spend = readSpend({ amount, isMinor: false, currency: usd, ...paid });
  return spend instanceof Unreadable ? spend.why : spend.tenThousandths;
}

const safe = BigInt(Number.MAX_SAFE_INTEGER);
const cents = fc.bigInt({ min: 0n, max: 20n * safe });

/** What arithmetic of whole numbers says. */
const expected = (tenThousandths: bigint): number | string =>
  tenThousandths > safe ? 'is too large to be added up exactly' : Number(tenThousandths);

/** Decimal digits of a whole number of cents, however many zeros follow. */
function print(amount: bigint, zeros = ''): string {
  const digits = String(amount).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}${zeros}`;
}

describe('an amount in major units', () => {
  it('is exact, or refused for its size', () => {
    fc.assert(
      fc.property(cents, fc.constantFrom('', '00', '000000'), (amount, zeros) => {
        expect(read(print(amount, zeros))).toBe(expected(amount * 100n));
      }),
    );
  });

  it('may have its thousands parted, where there is no doubt', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 100_000n, max: safe / 100n }), (amount) => {
        const [whole = '', fraction] = print(amount).split('.');
        const groups = whole.replace(/\B(?=(\d{3})+$)/g, ',');
        expect(read(`${groups}.${fraction}`)).toBe(Number(amount * 100n));
        expect(read(`${groups.replaceAll(',', '.')},${fraction}`)).toBe(Number(amount * 100n));
      }),
    );
  });

  it('is the number of cents that a program had, though it prints the noise of its binary fraction', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.integer({ min: 1, max: 7 }),
        (one, times) => {
          expect(read(String((one / 100) * times))).toBe(one * times * 100);
        },
      ),
    );
  });

  it.each([
    ['57.16', 571_600],
    ['146.0', 1_460_000],
    ['.5', 5000],
    ['12,50', 125_000],
    ['0,500', 5000],
    ['1234,500', 12_345_000],
    ['1,234,567', 12_345_670_000],
    ['346.59999999999997', 3_466_000],
    ['900719925474.09', 9_007_199_254_740_900],
    ['900719925475', 'is too large to be added up exactly'],
    ['1,234', 'could be thousands or decimals: write 1234 or 1.23'],
    ['1.000', 'could be thousands or decimals: write 1234 or 1.23'],
    ['57.161', 'could be thousands or decimals: write 1234 or 1.23'],
    ['57.1633', 'has more decimals than its currency'],
    ['-1.00', 'is negative: a refund is no purchase'],
    ['(1.00)', 'is negative: a refund is no purchase'],
    ['$5', 'is no amount: digits, and a point before the decimals'],
    ['1e3', 'is no amount: digits, and a point before the decimals'],
    ['1,23,456.00', 'is no amount: digits, and a point before the decimals'],
    ['.', 'is no amount: digits, and a point before the decimals'],
    ['٣', 'is no amount: digits, and a point before the decimals'],
    [`0.${'0'.repeat(1e6)}1`, 'is no amount: digits, and a point before the decimals'],
    ['NaN', 'is no amount: digits, and a point before the decimals'],
  ])('%.20s is read as %s', (amount, found) => expect(read(amount)).toBe(found));

  it('has as many decimals as its currency', () => {
    expect(read('1.234', { currency: { numeric: '414', exponent: 3 } })).toBe(12_340);
    expect(read('1500', { currency: { numeric: '392', exponent: 0 } })).toBe(15_000_000);
    expect(read('1500.5', { currency: { numeric: '392', exponent: 0 } })).toMatch(/more decimals/);
    expect(read('0.1234', { currency: { numeric: '999' } })).toBe(1234);
    expect(read('0.12345', { currency: { numeric: '999' } })).toMatch(/more decimals/);
  });
});

describe('an amount in minor units', () => {
  it('is exact by the exponent, or refused', () => {
    fc.assert(
      fc.property(cents, fc.integer({ min: 0, max: 9 }), (amount, exponent) => {
        const scaled = amount * 10n ** 4n;
        const unit = 10n ** BigInt(exponent);
        const found =
          scaled % unit === 0n ? expected(scaled / unit) : 'has more decimals than its currency';
        expect(read(String(amount), { isMinor: true, exponent })).toBe(found);
      }),
    );
  });

  it('needs digits, and an exponent from somewhere', () => {
    expect(read('12.5', { isMinor: true })).toBe('is no amount in minor units: digits alone');
    expect(read('-5', { isMinor: true })).toMatch(/negative/);
    expect(read('5', { isMinor: true, currency: { numeric: '999' } })).toMatch(/nobody gave/);
  });
});

describe('a currency', () => {
  it.each([
    ['840', '840', 2],
    ['usd', '840', 2],
    ['JPY', '392', 0],
    ['36', '036', 2],
    ['8', '008', 2],
    ['KWD', '414', 3],
    ['997', '997', 2],
  ])('%s is %s with %i decimals', (text, numeric, exponent) =>
    expect(readCurrency(text)).toEqual({ numeric, exponent }),
  );

  it('is taken when no table knows its three digits, and refused when it is none', () => {
    expect(readCurrency('123')).toEqual({ numeric: '123' });
    for (const text of ['US', 'DOLLAR', '1234', '$', '__proto__'])
      expect(readCurrency(text)).toBeInstanceOf(Unreadable);
  });
});
