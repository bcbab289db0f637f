import type { KeyObject } from 'node:crypto';
import { issueClientCertificate } from '../pki/issue.ts';
import { checkClientName, clientName, readCertificateRequest } from '../pki/request.ts';
import type { Credential, Project, RegistryReads, RevocationReason } from '../registry/registry.ts';
import { findByFingerprint } from './by-fingerprint.ts';
import { clientFiles } from './client-files.ts';
import type { Actor, Environment } from './environment.ts';
import { type ForeignCertificate, registerCertificate } from './foreign-credentials.ts';
import type { KeyStoreForm } from './hand-over.ts';
import { credentialRow, keepCredential, type MadeCredential } from './keep-credential.ts';
import { outdateRevocationList, publishRevocationList } from './revocation-list.ts';
import type { Step } from './step.ts';
import { StepRefused } from './step-refused.ts';

/** How a credential is asked for. */
export type CredentialWish =
  /** For a PKCS#10 request: the key stays with whoever made it. */
  | { readonly csr: string }
  /** With a key made here, handed over once. */
  | { readonly keyStore: KeyStoreForm }
  | ForeignCertificate;

/**
 * Adds a client certificate to a project.
 *
 * @throws RequestFault or KeyFault for what was brought; RegistryConflict for a key that is in use
 */
export async function createCredential(
  environment: Environment,
  wish: CredentialWish,
  step: Step,
): Promise<MadeCredential> {
  if ('certificate' in wish) return registerCertificate(environment, wish, step);
  const subject = await subjectOf(environment, wish, step.project);
  return issue(environment, subject, step);
}

/**
 * Issues a successor under the same name. Both are good until the old one is revoked or ends, so that
 * callers change over one by one.
 */
export async function rotateCredential(
  environment: Environment,
  old: Credential,
  { wish, ...step }: Step & { readonly wish: Exclude<CredentialWish, ForeignCertificate> },
): Promise<MadeCredential> {
  if (old.status === 'revoked')
    throw new StepRefused('conflict', 'It was revoked. Issue a new one instead.');
  if (old.origin === 'registered')
    throw new StepRefused(
      'conflict',
      'It was issued elsewhere. Register its successor, then revoke it.',
    );
  const subject = await subjectOf(environment, wish, step.project, old.commonName);
  if (subject.commonName !== old.commonName)
    throw new StepRefused('invalid', `The request must be for the same CN, ${old.commonName}.`);
  return issue(environment, subject, step);
}

/** @throws RegistryConflict when it is not active any more */
export async function revokeCredential(
  environment: Environment,
  { sha256 }: Credential,
  { reason, actor }: { readonly reason: RevocationReason; readonly actor: Actor },
): Promise<Credential> {
  const atMs = environment.clock.nowMs();
  const revoked = await environment.registry.change(async (edits) => {
    await edits.revokeCredential(sha256, { atMs, reason });
    await outdateRevocationList(edits);
    const details = { reason };
    await edits.audit({ atMs, actor, operation: 'credential.revoke', target: sha256, details });
    return edits.findCredential(sha256);
  });
  await publishRevocationList(environment);
  await environment.authorities.reload();
  return revoked as Credential;
}

/** One of a project's by its fingerprint or the beginning of it. @throws StepRefused */
export async function findCredential(
  registry: RegistryReads,
  { id, name }: Project,
  start: string,
): Promise<Credential> {
  return findByFingerprint(await registry.listCredentials({ projectId: id }), {
    start,
    fingerprintsOf: ({ sha256 }) => [sha256],
    nothing: `${name} has no client certificate with this fingerprint.`,
  });
}

interface Subject {
  readonly commonName: string;
  readonly organisation: string;
  readonly publicKey: KeyObject;
  /** Where the key was made here. */
  readonly made?: { readonly privateKey: KeyObject; readonly keyStore: KeyStoreForm };
}

const uniqueBytes = 4;
async function subjectOf(
  { name: environment, random, makeKey }: Environment,
  wish: Exclude<CredentialWish, ForeignCertificate>,
  { company, companyId }: Project,
  commonName?: string,
): Promise<Subject> {
  if ('csr' in wish) {
    const request = await readCertificateRequest(wish.csr);
    checkClientName(request, { environment, company, companyId });
    return request;
  }
  const { publicKey, privateKey } = await makeKey();
  const unique = Buffer.from(random(uniqueBytes)).toString('hex');
  return {
    commonName: commonName ?? clientName({ unique, environment, companyId }),
    organisation: company,
    publicKey,
    made: { privateKey, keyStore: wish.keyStore },
  };
}

async function issue(
  environment: Environment,
  { commonName, organisation, publicKey, made }: Subject,
  step: Step,
): Promise<MadeCredential> {
  const { authorities, clock, settings, random } = environment;
  const { clientIssuer } = authorities.current();
  const certificate = await issueClientCertificate(
    {
      signer: clientIssuer,
      nowMs: clock.nowMs(),
      validityDays: settings.clientCertificateDays,
      random,
    },
    { commonName, organisation, publicKey },
  );
  const credential = credentialRow(environment, {
    certificate,
    issuer: clientIssuer.certificate,
    origin: 'issued',
    project: step.project,
  });
  const privateKey = made?.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  // Made before it counts: a credential whose files could not be made would be nobody's.
  const files = await clientFiles(environment, credential, {
    project: step.project,
    ...(privateKey !== undefined && made && { privateKey, keyStore: made.keyStore }),
  });
  await keepCredential(environment, credential, step);
  return { credential, files };
}
