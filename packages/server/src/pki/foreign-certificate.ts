/** Certificates made elsewhere: what may be registered, to be pinned by its bytes. */
import { X509Certificate } from 'node:crypto';
import { type Diagnosis, diagnose } from '@whorl/contract';
import { boundedKeyOf } from './bounded-keys.ts';
import { isIssuedBy, judgeItself } from './examine.ts';
import { spkiOf } from './key-structure.ts';
import { holdsPrivateKey, isTooLong, readBlocks, toPem } from './pem.ts';
import { diagnoseKey, diagnoseUnread, isPrivate, type KeyDuty, wantedKeys } from './public-key.ts';
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

const duty: KeyDuty = { what: 'the certificate', accepted: 'rsa-or-ec' };

function diagnoseKeyOf(certificate: X509Certificate): Diagnosis | undefined {
  const key = boundedKeyOf(certificate);
  if (key !== undefined) return diagnoseKey(key, duty);
  const unread = diagnoseUnread(spkiOf(certificate.raw) ?? Buffer.alloc(0), duty);
  return unread ?? diagnose('foreign-key-unreadable', { wanted: wantedKeys[duty.accepted] });
}
