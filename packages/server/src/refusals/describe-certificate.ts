import type { X509Certificate } from 'node:crypto';
import { certificateFingerprint, spkiFingerprint } from '@whorl/contract';
import type { CertificateFacts } from './refusal-record.ts';

/** What a certificate is known by, whoever made it. Never throws. */
export function describeCertificate(certificate: X509Certificate): CertificateFacts {
  const keyFingerprint = fingerprintOfKey(certificate);
  const [notBeforeMs, notAfterMs] = [certificate.validFrom, certificate.validTo].map(Date.parse);
  return {
    sha256: certificateFingerprint(certificate.raw),
    ...(keyFingerprint !== undefined && { keyFingerprint }),
    ...(isTime(notBeforeMs) && { notBeforeMs }),
    ...(isTime(notAfterMs) && { notAfterMs }),
  };
}

/** A stranger's key may be of a kind that the platform does not read. */
function fingerprintOfKey(certificate: X509Certificate): string | undefined {
  try {
    return spkiFingerprint(certificate.publicKey);
  } catch {
    return undefined;
  }
}

const isTime = (ms: number | undefined): ms is number => ms !== undefined && !Number.isNaN(ms);
