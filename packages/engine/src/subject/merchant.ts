import { foldWords } from './fold.ts';
import type { Element } from './subject.ts';

/** The shop, as the transaction names it. */
export interface Merchant extends Element {
  readonly kind: 'merchant';
}

/** A merchant as a request gives it. */
export interface MerchantInput {
  readonly acquirerMerchantId?: string | undefined;
  readonly merchantName?: string | undefined;
  readonly merchantCountryCode?: string | undefined;
  readonly mcc?: string | undefined;
}

/** Reads a merchant: the acquirer's identifier, else name, country and category together, all three. */
export function toMerchant(input: MerchantInput): Merchant | undefined {
  const id = input.acquirerMerchantId?.trim();
  const parts = id ? ['id', id] : nameParts(input);
  return parts && Object.freeze({ kind: 'merchant', canonical: JSON.stringify(parts) });
}

function nameParts(input: MerchantInput): readonly string[] | undefined {
  const { merchantName, merchantCountryCode, mcc } = input;
  if (!merchantName || !merchantCountryCode || !mcc) return undefined;
  const name = foldWords(merchantName).join(' ') || merchantName.trim().toLowerCase();
  return ['name', name, merchantCountryCode, mcc];
}
