import type { KeyObject, X509Certificate } from 'node:crypto';
import { type Diagnosis, diagnose } from '@whorl/contract';
import { diagnoseKey, isIssuedBy, type KeyDuty } from '@whorl/server/brought';
import { isoOf } from './certificate-words.ts';
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

/** Its dates, and how it is signed. Pure. */
export function judgeCertificate(
  certificate: X509Certificate,
  judged: Judged,
): readonly Diagnosis[] {
  const { what } = judged;
  const dates = judgeDates(certificate, judged);
  const algorithm = signatureAlgorithmOf(certificate.raw);
  return [
    ...(dates === undefined ? [] : [dates]),
    ...(algorithm.isWeak ? [diagnose('weak-signature', { what, algorithm: algorithm.name })] : []),
  ];
}

/** Whether a certificate is in date. Pure. */
export function judgeDates(
  { validFrom, validTo }: X509Certificate,
  { what, nowMs }: Judged,
): Diagnosis | undefined {
  if (nowMs > Date.parse(validTo))
    return diagnose('certificate-expired', { what, at: isoOf(validTo) });
  if (nowMs < Date.parse(validFrom))
    return diagnose('certificate-not-yet-valid', { what, at: isoOf(validFrom) });
  return undefined;
}

/** Whether a key is of a kind and a size that is accepted. Pure. */
export function judgeKey(key: KeyObject, duty: KeyDuty): readonly Diagnosis[] {
  const diagnosis = diagnoseKey(key, duty);
  return diagnosis === undefined ? [] : [diagnosis];
}
