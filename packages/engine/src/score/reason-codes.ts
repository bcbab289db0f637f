/** How grave a score is; each band of a model has one. */
export type Severity = 'high' | 'medium' | 'low';

/** High severity: what drove the score, and the code under which a medium score tells the same. */
const high = {
  AA: { meaning: 'The e-mail address is new to the network', medium: 'JA' },
  AB: { meaning: 'The e-mail address cannot receive mail', medium: 'JB' },
  AC: { meaning: 'The e-mail address is used unusually often', medium: 'JC' },
  AD: { meaning: 'The phone number is new to the network', medium: 'JA' },
  AE: { meaning: 'The phone number does not exist in its numbering plan', medium: 'JB' },
  AF: { meaning: 'The phone number is used unusually often', medium: 'JC' },
  AG: { meaning: 'The billing or shipping address is new to the network', medium: 'JA' },
  AH: { meaning: 'The payment card is used unusually often', medium: 'JC' },
  AI: { meaning: 'The shipping address does not belong with the billing address', medium: 'JD' },
  AJ: { meaning: 'The device is new to the network', medium: 'JE' },
  AK: { meaning: 'The device is used unusually often', medium: 'JC' },
  AL: { meaning: 'The IP address is used unusually often', medium: 'JC' },
  AM: { meaning: 'The IP address is not one that customers send from', medium: 'JE' },
  AN: { meaning: 'The card and its holder name were never seen together', medium: 'JD' },
  AO: { meaning: 'The card is used under several names', medium: 'JD' },
  AP: { meaning: 'Too little was given to know the customer by', medium: 'JF' },
} as const satisfies Record<string, { meaning: string; medium: keyof typeof medium }>;

const medium = {
  JA: { meaning: 'The contact details are new to the network' },
  JB: { meaning: 'A contact detail does not work' },
  JC: { meaning: 'Something is used unusually often' },
  JD: { meaning: 'Details do not belong together' },
  JE: { meaning: 'The device or the connection is unfamiliar' },
  JF: { meaning: 'Little was given to know the customer by' },
} as const;

const low = {
  RA: { meaning: 'The e-mail address has been known for long' },
  RB: { meaning: 'A phone number has been known for long' },
  RC: { meaning: 'The billing address has been known for long' },
  RD: { meaning: 'The shipping address has been known for long' },
  RE: { meaning: 'Billing and shipping address are one' },
  RF: { meaning: 'Billing and shipping address were seen together before' },
  RG: { meaning: 'The device has been known for long' },
  RH: { meaning: 'The IP address has been known for long' },
  RI: { meaning: 'The card and its holder name have been seen together for long' },
  RJ: { meaning: 'The account has been known for long' },
  RP: { meaning: 'Nothing stands out' },
} as const;

export type HighCode = keyof typeof high;
export type LowCode = keyof typeof low;

/** A reason code of identityRisk. The ranges are the wire's, the meanings our own. */
export type ReasonCode = HighCode | LowCode | keyof typeof medium;

/** One row of the published table. */
export interface ReasonCodeRow {
  readonly code: ReasonCode;
  readonly severity: Severity;
  readonly meaning: string;
}

/** Every reason code that a model can give, by severity. */
export const reasonCodes: readonly ReasonCodeRow[] = Object.entries({ high, medium, low }).flatMap(
  ([severity, rows]) =>
    Object.entries(rows).map(([code, { meaning }]) => ({
      code: code as ReasonCode,
      severity: severity as Severity,
      meaning,
    })),
);

/** The code under which a score of this severity tells a reason of the high table. */
export const codeFor = (reason: HighCode, severity: 'high' | 'medium'): ReasonCode =>
  severity === 'high' ? reason : high[reason].medium;
