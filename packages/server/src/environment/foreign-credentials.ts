import { X509Certificate } from 'node:crypto';
import type { DiagnosisCode } from '@whorl/contract';
import { createExamination } from '../pki/examine.ts';
import { checkForeignCertificate, checkForeignIssuer } from '../pki/foreign-certificate.ts';
import type { Environment } from './environment.ts';
import { credentialRow, keepCredential, type MadeCredential } from './keep-credential.ts';
import type { Step } from './step.ts';
import { StepRefused } from './step-refused.ts';

/** A certificate that was issued elsewhere, and by whom. PEM. */
export interface ForeignCertificate {
  readonly certificate: string;
  /** Without it the certificate is announced as its own issuer. */
  readonly issuer?: string;
}

/**
 * Pins a certificate by its bytes. Its issuer is announced to callers, and believed in nothing.
 *
 * @throws RequestFault or KeyFault for what cannot be registered; StepRefused for one of ours
 */
export async function registerCertificate(
  environment: Environment,
  { certificate, issuer }: ForeignCertificate,
  step: Step,
): Promise<MadeCredential> {
  const pem = checkForeignCertificate(certificate, environment.clock.nowMs());
  refuseOurs(environment, pem);
  const credential = credentialRow(environment, {
    certificate: pem,
    issuer: issuer === undefined ? pem : checkForeignIssuer(issuer, pem),
    origin: 'registered',
    project: step.project,
  });
  await keepCredential(environment, credential, step);
  await environment.authorities.reload();
  return { credential, files: [] };
}

const foreign: readonly DiagnosisCode[] = ['unknown-issuer', 'namesake-issuer'];

/** A certificate of ours is registered where it was issued, and good nowhere else. */
function refuseOurs({ authorities, elsewhere, clock }: Environment, pem: string): void {
  const { clientIssuer, formerIssuers } = authorities.current();
  const issuers = [clientIssuer.certificate, ...formerIssuers];
  const examine = createExamination({ issuers, others: elsewhere.issuers() });
  const verdict = examine(new X509Certificate(pem).raw).judge(clock.nowMs());
  const isForeign = !verdict.ok && foreign.includes(verdict.diagnosis.code);
  if (!isForeign)
    throw new StepRefused(
      'conflict',
      'It was issued by this Whorl. Only foreign ones are registered.',
    );
}
