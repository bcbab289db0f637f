import { type PhoneNumberType, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Element } from './subject.ts';

/** The wire's line types (wire vocabulary of the public schema). */
export type LineType =
  | 'landline'
  | 'fixed-voip'
  | 'mobile'
  | 'voicemail'
  | 'toll-free'
  | 'premium'
  | 'non-fixed-voip'
  | 'other';

/** A phone number of the numbering plan that its country code names. */
export interface Phone extends Element {
  readonly kind: 'phone';
  /** Absent without a country code: no numbering plan says. */
  readonly valid?: boolean;
  /** Absent when the number does not tell: every number of the United States is either. */
  readonly lineType?: LineType;
  readonly hasCountryCode: boolean;
}

/** A phone number as a request gives it. */
export interface PhoneInput {
  readonly cc?: string | undefined;
  readonly subscriber?: string | undefined;
}

const lineTypes: Readonly<Partial<Record<PhoneNumberType, LineType>>> = {
  FIXED_LINE: 'landline',
  MOBILE: 'mobile',
  TOLL_FREE: 'toll-free',
  PREMIUM_RATE: 'premium',
  VOICEMAIL: 'voicemail',
  VOIP: 'non-fixed-voip',
  UAN: 'other',
  PERSONAL_NUMBER: 'other',
  SHARED_COST: 'other',
  PAGER: 'other',
};

/**
 * Reads a phone number; the canonical form is E.164 where the number parses, else its digits. A
 * national trunk prefix and a country code repeated in the subscriber's part are understood. Without
 * a country code nothing is guessed: `2025550123` is a number of Washington and one of Cairo.
 *
 * @example toPhone({ cc: '44', subscriber: '07911123456' })?.canonical // '+447911123456'
 */
export function toPhone({ cc = '', subscriber = '' }: PhoneInput): Phone | undefined {
  const country = digitsOf(cc);
  const digits = digitsOf(subscriber);
  if (digits === '') return undefined;
  return Object.freeze(country === '' ? unplaced(digits) : placed(country, digits));
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');

const unplaced = (digits: string): Phone => ({
  kind: 'phone',
  canonical: digits,
  hasCountryCode: false,
});

function placed(country: string, digits: string): Phone {
  const number = parsePhoneNumberFromString(`+${country}${digits}`, { extract: false });
  // With the full metadata a number is valid exactly when it has a type: one look-up tells both.
  const type = number?.getType();
  const lineType = type && lineTypes[type];
  return {
    kind: 'phone',
    canonical: number?.number ?? `+${country}${digits}`,
    valid: type !== undefined,
    ...(lineType && { lineType }),
    hasCountryCode: true,
  };
}
