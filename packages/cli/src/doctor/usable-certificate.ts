import type { X509Certificate } from 'node:crypto';

/** Whether the platform can read the key and the dates of a certificate that it has read. */
export function isUsable(certificate: X509Certificate): boolean {
  const { validFrom, validTo } = certificate;
  if (Number.isNaN(Date.parse(validFrom)) || Number.isNaN(Date.parse(validTo))) return false;
  try {
    return certificate.publicKey !== undefined;
  } catch {
    return false;
  }
}
