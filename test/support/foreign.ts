/** What another company's authority issues. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createAuthorities } from '../../packages/server/src/pki/authority.ts';
import { issueClientCertificate } from '../../packages/server/src/pki/issue.ts';

/** PEM. */
export interface ForeignClient {
  readonly certificate: string;
  readonly privateKey: string;
  readonly issuer: string;
  readonly root: string;
}

/** A client certificate of an authority that nobody here knows. */
export async function makeForeignClient(commonName: string): Promise<ForeignClient> {
  const nowMs = Date.now();
  const random = randomBytes;
  const bank = await createAuthorities({ label: 'Bank', nowMs, random, serverHosts: [] });
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const issuing = { signer: bank.clientIssuer, nowMs, validityDays: 90, random };
  return {
    certificate: await issueClientCertificate(issuing, {
      commonName,
      organisation: 'Bank',
      publicKey,
    }),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    issuer: bank.clientIssuer.certificate,
    root: bank.clientRoot.certificate,
  };
}
