import type { KeyObject, X509Certificate } from 'node:crypto';
import { type Diagnosis, diagnose } from '@whorl/contract';
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
    ...judgePublicKey(leaf.publicKey, { what: judged.what, accepted: 'rsa-or-ec' }),
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

const wanted = {
  rsa: 'an RSA key of 2048 to 4096 bits',
  'rsa-or-ec': 'an RSA key of 2048 to 4096 bits, or an EC key on P-256 or P-384',
} as const;

/** Which keys serve: envelopes take RSA alone, a caller may also connect with EC. */
export interface Accepted {
  readonly what: string;
  readonly accepted: keyof typeof wanted;
}

/** Whether a public key is of a kind and a size that is accepted. Pure. */
export function judgePublicKey(key: KeyObject, { what, accepted }: Accepted): readonly Diagnosis[] {
  const { asymmetricKeyType: kind = 'unknown', asymmetricKeyDetails: details = {} } = key;
  if (kind === 'rsa') return judgeRsa(details, what);
  const isCurve = ['prime256v1', 'secp384r1'].includes(details.namedCurve ?? '');
  if (kind === 'ec' && accepted === 'rsa-or-ec' && isCurve) return [];
  const named = details.namedCurve === undefined ? kind : `${kind} (${details.namedCurve})`;
  return [diagnose('key-kind', { what, kind: named, wanted: wanted[accepted] })];
}

function judgeRsa(
  { modulusLength = 0, publicExponent = 0n }: NonNullable<KeyObject['asymmetricKeyDetails']>,
  what: string,
): readonly Diagnosis[] {
  return [
    ...(modulusLength < 2048 || modulusLength > 4096
      ? [diagnose('key-size', { what, bits: modulusLength })]
      : []),
    ...(publicExponent === 65_537n
      ? []
      : [diagnose('key-exponent', { what, exponent: String(publicExponent).slice(0, 20) })]),
  ];
}
