import { type KeyObject, X509Certificate } from 'node:crypto';
import { describeCertificate } from '../pki/certificate.ts';
import { createExamination } from '../pki/examine.ts';
import { checkForeignCertificate, checkForeignIssuer } from '../pki/foreign-certificate.ts';
import { issueClientCertificate } from '../pki/issue.ts';
import { checkClientName, clientName, readCertificateRequest } from '../pki/request.ts';
import type { Credential, Project, RegistryReads, RevocationReason } from '../registry/registry.ts';
import { refuseUnannounceable } from './announced.ts';
import { findByFingerprint } from './by-fingerprint.ts';
import type { Actor, Environment } from './environment.ts';
import { configFile, type HandOverFile, type KeyStoreForm, keyStoreFiles } from './hand-over.ts';
import { outdateRevocationList, publishRevocationList } from './revocation-list.ts';
import { StepRefused } from './step-refused.ts';
import { credentialTold } from './told.ts';

/** A credential, and what its holder gets. */
export interface MadeCredential {
  readonly credential: Credential;
  readonly files: readonly HandOverFile[];
}

/** How a credential is asked for. */
export type CredentialWish =
  /** For a PKCS#10 request: the key stays with whoever made it. */
  | { readonly csr: string }
  /** With a key made here, handed over once. */
  | { readonly keyStore: KeyStoreForm }
  /** Issued elsewhere, and pinned by its bytes. PEM. */
  | { readonly certificate: string; readonly issuer?: string };

/** Where a step belongs, and who does it. */
export interface Step {
  readonly project: Project;
  readonly actor: Actor;
  readonly operation: string;
}

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
  { wish, ...step }: Step & { readonly wish: Exclude<CredentialWish, { certificate: string }> },
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
/** A project that has more in use forgot to revoke. */
const mostActive = 500;

async function subjectOf(
  { name: environment, random, makeKey }: Environment,
  wish: Exclude<CredentialWish, { certificate: string }>,
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
  const credential = rowOf(certificate, clientIssuer.certificate, environment, step.project);
  const privateKey = made?.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  // Made before it counts: a credential whose files could not be made would be nobody's.
  const files = await filesOf(environment, credential, {
    project: step.project,
    ...(privateKey !== undefined && made && { privateKey, keyStore: made.keyStore }),
  });
  await keep(environment, { ...credential, origin: 'issued' }, step);
  return { credential, files };
}

async function registerCertificate(
  environment: Environment,
  { certificate, issuer }: { readonly certificate: string; readonly issuer?: string },
  step: Step,
): Promise<MadeCredential> {
  const pem = checkForeignCertificate(certificate, environment.clock.nowMs());
  refuseOurs(environment, pem);
  const issuerPem = issuer === undefined ? pem : checkForeignIssuer(issuer, pem);
  const row = {
    ...rowOf(pem, issuerPem, environment, step.project),
    origin: 'registered' as const,
  };
  await keep(environment, row, step);
  await environment.authorities.reload();
  return { credential: row, files: [] };
}

/** A certificate of ours is registered where it was issued, and good nowhere else. */
function refuseOurs({ authorities, elsewhere, clock }: Environment, pem: string): void {
  const { clientIssuer, formerIssuers } = authorities.current();
  const issuers = [clientIssuer.certificate, ...formerIssuers];
  const examine = createExamination({ issuers, others: elsewhere.issuers() });
  const verdict = examine(new X509Certificate(pem).raw).judge(clock.nowMs());
  if (verdict.ok || verdict.fault !== 'unknown-issuer')
    throw new StepRefused(
      'conflict',
      'It was issued by this Whorl. Only foreign ones are registered.',
    );
}

/**
 * Runs the step that takes a key into use.
 *
 * @throws StepRefused when the other environment has a use for the key
 */
export function takeKey<Result>(
  { elsewhere }: Environment,
  fingerprint: string,
  step: () => Promise<Result>,
): Promise<Result> {
  return elsewhere.alone(async () => {
    if (await elsewhere.knowsKey(fingerprint))
      throw new StepRefused(
        'conflict',
        'The key is used in the other environment. Nothing of one is good in the other: make a new key.',
      );
    return step();
  });
}

const keep = (environment: Environment, credential: Credential, step: Step): Promise<void> =>
  takeKey(environment, credential.keyFingerprint, () => add(environment, credential, step));

async function add({ registry, clock }: Environment, credential: Credential, step: Step) {
  const { sha256, commonName, projectId, origin } = credential;
  await registry.change(async (edits) => {
    const namesake = (await edits.listCredentials({ commonName })).find(
      (known) => known.projectId !== projectId,
    );
    if (namesake !== undefined)
      throw new StepRefused(
        'conflict',
        'Another project has a certificate with this CN. Choose another unique part.',
      );
    await refuseTooMany(edits, credential);
    if (origin === 'registered') await refuseUnannounceable(edits, credential);
    await edits.addCredential(credential);
    await edits.audit({
      atMs: clock.nowMs(),
      actor: step.actor,
      operation: step.operation,
      target: sha256,
      details: credentialTold(credential),
    });
  });
}

async function refuseTooMany(
  registry: RegistryReads,
  { projectId, createdAtMs }: Credential,
): Promise<void> {
  const active = await registry.listCredentials({ projectId, status: 'active' });
  if (active.filter(({ notAfterMs }) => notAfterMs > createdAtMs).length < mostActive) return;
  throw new StepRefused(
    'conflict',
    `The project has ${mostActive} client certificates in use. Revoke those that are not used any more.`,
  );
}

function rowOf(
  pem: string,
  issuerPem: string,
  { clock }: Environment,
  { id }: Project,
): Credential {
  const { sha256, keyFingerprint, serial, commonName, notBeforeMs, notAfterMs } =
    describeCertificate(pem);
  return {
    sha256,
    keyFingerprint,
    serial,
    commonName,
    notBeforeMs,
    notAfterMs,
    projectId: id,
    origin: 'issued',
    status: 'active',
    certificatePem: pem,
    issuerPem,
    createdAtMs: clock.nowMs(),
  };
}

interface FileNeeds {
  readonly project: Project;
  readonly privateKey?: string;
  readonly keyStore?: KeyStoreForm;
}

async function filesOf(
  { authorities, baseUrl, name }: Environment,
  { certificatePem }: Credential,
  { project, privateKey, keyStore }: FileNeeds,
): Promise<readonly HandOverFile[]> {
  const { serverRoot, clientIssuer, clientRoot } = authorities.current();
  const chain = [clientIssuer.certificate, clientRoot.certificate] as const;
  const stores =
    privateKey === undefined
      ? []
      : [
          {
            name: 'client.key',
            content: privateKey,
            secret: true,
            what: 'the private key of client.pem',
          },
          ...(await keyStoreFiles({
            privateKey,
            certificates: [certificatePem, ...chain],
            name: 'client',
            form: keyStore ?? 'modern',
          })),
        ];
  return [
    {
      name: 'ca.pem',
      content: serverRoot.certificate,
      secret: false,
      what: 'the authority of the server’s certificate: you, to trust the server',
    },
    {
      name: 'client.pem',
      content: certificatePem + clientIssuer.certificate,
      secret: false,
      what: 'your client certificate with its issuer: you, to say who calls (mutual TLS)',
    },
    ...stores,
    configFile({ environment: name, project: project.name, baseUrl: baseUrl() }),
  ];
}
