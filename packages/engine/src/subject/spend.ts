/** What was paid: an amount as the network adds amounts up. */
export interface Spend {
  /** ISO 4217 numeric, three digits. */
  readonly currency: string;
  /** The amount in ten-thousandths of the currency's major unit: a whole number, exact. */
  readonly tenThousandths: number;
}

/** An amount as a request gives it. */
export interface SpendInput {
  /** In minor units. */
  readonly purchaseAmount?: string | undefined;
  /** How many of its digits are decimals. */
  readonly purchaseCurrencyExponent?: string | undefined;
  readonly purchaseCurrency?: string | undefined;
}

const decimals = 4;

/**
 * Reads an amount. Digits beyond the fourth decimal are cut off. `undefined` when one of its three parts was
 * not given, or when it is too large to be added up exactly.
 *
 * @example
 * toSpend({ purchaseAmount: '4999', purchaseCurrencyExponent: '2', purchaseCurrency: '840' });
 * // { currency: '840', tenThousandths: 499900 }
 */
export function toSpend(input: SpendInput): Spend | undefined {
  const { purchaseAmount, purchaseCurrencyExponent, purchaseCurrency: currency } = input;
  if (!purchaseAmount || !purchaseCurrencyExponent || !currency) return undefined;
  const shift = decimals - Number(purchaseCurrencyExponent);
  const digits = shift < 0 ? purchaseAmount.slice(0, shift) : purchaseAmount + '0'.repeat(shift);
  const tenThousandths = Number(digits);
  return Number.isSafeInteger(tenThousandths)
    ? Object.freeze({ currency, tenThousandths })
    : undefined;
}
