import type { X509Certificate } from 'node:crypto';
import { boundedKeyOf } from '@whorl/server/brought';

/** Whether the platform can read the key and the dates of a certificate that it has read, and at once. */
export const isUsable = (certificate: X509Certificate): boolean =>
  [certificate.validFrom, certificate.validTo].every((time) => !Number.isNaN(Date.parse(time))) &&
  boundedKeyOf(certificate) !== undefined;
