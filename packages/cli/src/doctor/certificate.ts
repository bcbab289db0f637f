import type { KeyObject, X509Certificate } from 'node:crypto';
import { type Diagnosis, diagnose } from '@whorl/contract';
import { diagnoseKey, type KeyDuty } from '@whorl/server/brought';
import { signatureAlgorithmOf } from './signature-algorithm.ts';

const clientAuth = '1.3.6.1.5.5.7.3.2';

/** Whether a certificate is meant for callers. */
export const isForClients = ({ keyUsage }: X509Certificate): boolean =>
  (keyUsage as readonly string[] | undefined)?.includes(clientAuth) === true;

/** What is judged, as it is called in a sentence. */
export interface Judged {
  /** `the client certificate` */
  readonly what: string;
  readonly nowMs: number;
}

/** What is wrong with the certificate of a caller and what follows it in the file. Pure. */
export function judgeClientChain(
  [leaf, ...chain]: readonly X509Certificate[],
  { nowMs }: { readonly nowMs: number },
): readonly Diagnosis[] {
  if (leaf === undefined) return [];
  const judged = { what: 'the client certificate', nowMs };
  const ordered = chain.find((one) => leaf.ca && !one.ca && isIssuedBy(one, leaf));
  if (ordered !== undefined) return [diagnose('chain-order'), ...judgeCertificate(ordered, judged)];
  return [
    ...judgeUsage(leaf),
    ...judgeCertificate(leaf, judged),
    ...judgeKey(leaf.publicKey, { what: judged.what, accepted: 'rsa-or-ec' }),
    ...judgeIssuer(leaf, chain),
  ];
}

function judgeUsage(leaf: X509Certificate): readonly Diagnosis[] {
  if (leaf.ca) return [diagnose('authority-as-client')];
  return isForClients(leaf) ? [] : [diagnose('no-client-auth')];
}

function judgeIssuer(
  leaf: X509Certificate,
  [next]: readonly X509Certificate[],
): readonly Diagnosis[] {
  if (isIssuedBy(leaf, leaf)) return [diagnose('self-signed')];
  if (next === undefined) return [diagnose('chain-incomplete')];
  return isIssuedBy(leaf, next) ? [] : [diagnose('chain-broken')];
}

const isIssuedBy = (certificate: X509Certificate, issuer: X509Certificate): boolean =>
  certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);

/** Its dates, and how it is signed. Pure. */
export function judgeCertificate(
  certificate: X509Certificate,
  { what, nowMs }: Judged,
): readonly Diagnosis[] {
  const at = (time: string) => ({ what, at: new Date(time).toISOString() });
  const algorithm = signatureAlgorithmOf(certificate.raw);
  return [
    ...(nowMs > Date.parse(certificate.validTo)
      ? [diagnose('certificate-expired', at(certificate.validTo))]
      : []),
    ...(nowMs < Date.parse(certificate.validFrom)
      ? [diagnose('certificate-not-yet-valid', at(certificate.validFrom))]
      : []),
    ...(algorithm.isWeak ? [diagnose('weak-signature', { what, algorithm: algorithm.name })] : []),
  ];
}

/** Whether a key is of a kind and a size that is accepted. Pure. */
export function judgeKey(key: KeyObject, duty: KeyDuty): readonly Diagnosis[] {
  const diagnosis = diagnoseKey(key, duty);
  return diagnosis === undefined ? [] : [diagnosis];
}
