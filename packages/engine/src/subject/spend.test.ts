import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toSpend } from './spend.ts';

const spendOf = (purchaseAmount: string, purchaseCurrencyExponent: string) =>
  toSpend({ purchaseAmount, purchaseCurrencyExponent, purchaseCurrency: '840' });

describe('what was spent', () => {
  it.each([
    ['4999', '2', 499_900],
    ['4999', '0', 49_990_000],
    ['4999', '3', 49_990],
    ['4999', '4', 4_999],
    ['4999', '6', 49],
    ['49', '9', 0],
    ['0', '2', 0],
  ])('%s with %s decimals is %d ten-thousandths', (amount, exponent, tenThousandths) => {
    expect(spendOf(amount, exponent)).toEqual({ currency: '840', tenThousandths });
  });

  it('is exact, or not told', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 9_223_372_036_854_775_807n }),
        fc.nat({ max: 9 }),
        (amount, exponent) => {
          const exact = (amount * 10_000n) / 10n ** BigInt(exponent);
          const told = spendOf(String(amount), String(exponent))?.tenThousandths;
          expect(told).toBe(exact > Number.MAX_SAFE_INTEGER ? undefined : Number(exact));
        },
      ),
    );
  });

  it('is not told without amount, decimals or currency', () => {
    expect(toSpend({ purchaseAmount: '1', purchaseCurrencyExponent: '2' })).toBeUndefined();
    expect(toSpend({ purchaseAmount: '1', purchaseCurrency: '840' })).toBeUndefined();
    expect(toSpend({ purchaseCurrencyExponent: '2', purchaseCurrency: '840' })).toBeUndefined();
  });
});
