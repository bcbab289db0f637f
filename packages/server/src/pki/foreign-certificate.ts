/** Certificates made elsewhere: what may be registered, to be pinned by its bytes. */
import { X509Certificate } from 'node:crypto';
import { judgeItself } from './examine.ts';
import { holdsPrivateKey, isTooLong, readBlocks, toPem } from './pem.ts';
import { checkPublicKey, isPrivateSentence, KeyFault } from './public-key.ts';
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
  if (!verdict.ok)
    throw new RequestFault(`It cannot be registered: ${verdict.diagnosis.sentence}.`);
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
  if (!isSelf && !(certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)))
    throw new RequestFault(
      'The issuer did not sign the certificate. Bring the one that did: of a chain, the second.',
    );
  return toPem('CERTIFICATE', issuer.raw);
}

function readAlone(pem: string, what: 'certificate' | 'issuer'): X509Certificate {
  if (isTooLong(pem)) throw new RequestFault(`The ${what} is longer than 16 KiB.`);
  if (holdsPrivateKey(pem)) throw new RequestFault(isPrivateSentence);
  const [block, ...more] = readBlocks(pem);
  if (more.length > 0)
    throw new RequestFault(`This holds ${more.length + 1} PEM blocks. Bring the ${what} alone.`);
  try {
    if (block?.label === 'CERTIFICATE') return new X509Certificate(block.der);
  } catch {}
  throw new RequestFault(`The ${what} cannot be read. Bring it as PEM.`);
}

function checkKey(certificate: X509Certificate): void {
  try {
    checkPublicKey(certificate.publicKey, 'rsa-or-ec');
  } catch (error) {
    throw new RequestFault(
      error instanceof KeyFault ? error.message : 'The key of the certificate cannot be read.',
    );
  }
}
