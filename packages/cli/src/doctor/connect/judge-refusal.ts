import type { RawAnswer } from '@whorl/client';
import { type Diagnosis, diagnose, readProblem, type WireError } from '@whorl/contract';
import { visible } from '../../visible.ts';
import { recogniseSentence } from './recognise-sentence.ts';

/** What is to be done about a refusal, by its ReasonCode. */
const cures = {
  INVALID_CLIENT_CERT: 'refused-certificate',
  DECRYPT_PRIVATE_KEY_NOT_FOUND: 'refused-key',
  REQUEST_DECRYPT_FAILED: 'refused-envelope',
  DECLINED: 'refused-access',
  UNAUTHORIZED_REQUEST: 'refused-access',
  VALIDATION_ERROR: 'refused-data',
  RESOURCE_NOT_FOUND: 'refused-path',
  METHOD_NOT_ALLOWED: 'refused-path',
  REQUEST_TIMEOUT: 'refused-for-now',
  RATE_LIMIT_EXCEEDED: 'refused-for-now',
  SYSTEM_ERROR: 'refused-for-now',
  SYSTEM_UNAVAILABLE: 'refused-for-now',
} as const;

const longest = 300;
const longestCode = 64;

/** Why the service refused, in its own words, made harmless. Nothing where the answer is no refusal of this API. Pure. */
export function judgeRefusal({ status, body }: RawAnswer): Diagnosis | undefined {
  const items = (readProblem(body)?.Errors.Error ?? []).filter(({ ReasonCode }) => ReasonCode);
  const [first] = items;
  if (first === undefined) return undefined;
  // A sandbox of Whorl explains itself in the words of this very table, and only those give a cure.
  const known = items.length === 1 && recogniseSentence(textOf(first.Details));
  if (known) {
    const { fault, cure } = known;
    return diagnose('refused-explained', {
      status,
      fault: `${textOf(first.ReasonCode).slice(0, longestCode)}, ${fault}`,
      cure,
    });
  }
  const reasons = items.map(wordsOf).join('; ').slice(0, longest);
  return diagnose(rowOf(textOf(first.ReasonCode)), { status, reasons });
}

const rowOf = (reasonCode: string) =>
  Object.hasOwn(cures, reasonCode) ? cures[reasonCode as keyof typeof cures] : 'call-refused';

/** Only the frame of an error was checked: its members may be anything. */
const textOf = (value: unknown): string => (typeof value === 'string' ? visible(value) : '');

const wordsOf = ({ ReasonCode, Description, Details }: WireError): string =>
  [ReasonCode, Description, Details].map(textOf).filter(Boolean).join(', ');
