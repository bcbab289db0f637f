/** Certificates made elsewhere: what may be registered, to be pinned by its bytes. */
import { X509Certificate } from 'node:crypto';
import { type Diagnosis, diagnose } from '@whorl/contract';
import { isIssuedBy, judgeItself } from './examine.ts';
import { holdsPrivateKey, isTooLong, readBlocks, toPem } from './pem.ts';
import { diagnoseKey, isPrivate, wantedKeys } from './public-key.ts';
import { RequestFault } from './request.ts';

/**
 * Checks a certificate that was issued elsewhere: one alone, at most 16 KiB, for clientAuth, in date, under
 * a key that we accept. Who issued it proves nothing and is not asked.
 *
 * @returns the certificate alone, PEM
 * @throws RequestFault
 */
export function checkForeignCertificate(pem: string, nowMs: number): string {
  const certificate = readAlone(pem, 'certificate');
  checkKey(certificate);
  const verdict = judgeItself(certificate)(nowMs);
  if (!verdict.ok) throw new RequestFault(verdict.diagnosis);
  return toPem('CERTIFICATE', certificate.raw);
}

/**
 * Checks what is to be announced as the issuer of a foreign certificate: the certificate that signed it, or itself
 * where it is self-signed.
 *
 * @returns the issuer's certificate alone, PEM
 * @throws RequestFault
 */
export function checkForeignIssuer(issuerPem: string, certificatePem: string): string {
  const issuer = readAlone(issuerPem, 'issuer');
  const certificate = new X509Certificate(certificatePem);
  const isSelf = issuer.raw.equals(certificate.raw);
  if (!isSelf && !isIssuedBy(certificate, issuer))
    throw new RequestFault(diagnose('issuer-did-not-sign'));
  return toPem('CERTIFICATE', issuer.raw);
}

function readAlone(pem: string, what: 'certificate' | 'issuer'): X509Certificate {
  if (isTooLong(pem)) throw new RequestFault(diagnose('brought-too-long', { what: `the ${what}` }));
  if (holdsPrivateKey(pem)) throw new RequestFault(isPrivate);
  const [block, ...more] = readBlocks(pem);
  if (more.length > 0)
    throw new RequestFault(
      diagnose('brought-many', { count: more.length + 1, what: `the ${what}` }),
    );
  try {
    if (block?.label === 'CERTIFICATE') return new X509Certificate(block.der);
  } catch {}
  throw new RequestFault(diagnose('foreign-unreadable', { what }));
}

function checkKey(certificate: X509Certificate): void {
  const diagnosis = diagnoseKeyOf(certificate);
  if (diagnosis !== undefined) throw new RequestFault(diagnosis);
}

function diagnoseKeyOf(certificate: X509Certificate): Diagnosis | undefined {
  const accepted = 'rsa-or-ec';
  try {
    return diagnoseKey(certificate.publicKey, { what: 'the certificate', accepted });
  } catch {
    return diagnose('foreign-key-unreadable', { wanted: wantedKeys[accepted] });
  }
}
