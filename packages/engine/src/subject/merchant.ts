import { foldWords } from './fold.ts';
import type { Element } from './subject.ts';

/** The shop, as the transaction names it. */
export interface Merchant extends Element {
  readonly kind: 'merchant';
}

/** A merchant as a request gives it. */
export interface MerchantInput {
  readonly acquirerMerchantId?: string | undefined;
  readonly merchantName: string;
  readonly merchantCountryCode: string;
  readonly mcc: string;
}

/** Reads a merchant: the acquirer's identifier, else name, country and category together. */
export function toMerchant(input: MerchantInput): Merchant {
  const id = input.acquirerMerchantId?.trim();
  const name = foldWords(input.merchantName).join(' ') || input.merchantName.trim().toLowerCase();
  const parts = id ? ['id', id] : ['name', name, input.merchantCountryCode, input.mcc];
  return Object.freeze({ kind: 'merchant', canonical: JSON.stringify(parts) });
}
