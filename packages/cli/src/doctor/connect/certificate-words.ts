import type { X509Certificate } from 'node:crypto';
import { type Diagnosis, diagnose } from '@whorl/contract';

/** Whether a certificate is in date. Pure. @param judged how it is called in a sentence, and when */
export function judgeDates(
  { validFrom, validTo }: X509Certificate,
  { what, nowMs }: { readonly what: string; readonly nowMs: number },
): Diagnosis | undefined {
  if (nowMs > Date.parse(validTo))
    return diagnose('certificate-expired', { what, at: isoOf(validTo) });
  if (nowMs < Date.parse(validFrom))
    return diagnose('certificate-not-yet-valid', { what, at: isoOf(validFrom) });
  return undefined;
}

/** A certificate's time as ISO 8601. */
export const isoOf = (time: string): string => new Date(time).toISOString();

const longest = 64;

/** Its CN, at most 64 characters. */
export const commonNameOf = ({ subject }: X509Certificate): string =>
  (/^CN=(.*)$/m.exec(subject)?.[1] ?? '(no CN)').slice(0, longest);
