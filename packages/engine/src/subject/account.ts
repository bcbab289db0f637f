import type { Element } from './subject.ts';

/** The customer's account with the merchant. */
export interface Account extends Element {
  readonly kind: 'account';
}

/** Reads a hashed account identifier. It is opaque: nothing but white space around it is dropped. */
export function toAccount(hashedAccountId: string): Account | undefined {
  const canonical = hashedAccountId.trim();
  return canonical === '' ? undefined : Object.freeze({ kind: 'account', canonical });
}
