import { describeCertificate } from '../pki/certificate.ts';
import type { Credential, Project, RegistryReads } from '../registry/registry.ts';
import { refuseUnannounceable } from './announced.ts';
import type { Environment } from './environment.ts';
import type { HandOverFile } from './hand-over.ts';
import type { Step } from './step.ts';
import { StepRefused } from './step-refused.ts';
import { takeKey } from './take-key.ts';
import { credentialTold } from './told.ts';

/** A credential, and what its holder gets. */
export interface MadeCredential {
  readonly credential: Credential;
  readonly files: readonly HandOverFile[];
}

/** What a credential's row is made from. */
export interface CredentialParts {
  /** PEM. */
  readonly certificate: string;
  readonly issuer: string;
  readonly origin: Credential['origin'];
  readonly project: Project;
}

export function credentialRow(
  { clock }: Environment,
  { certificate, issuer, origin, project }: CredentialParts,
): Credential {
  const { sha256, keyFingerprint, serial, commonName, notBeforeMs, notAfterMs } =
    describeCertificate(certificate);
  return {
    sha256,
    keyFingerprint,
    serial,
    commonName,
    notBeforeMs,
    notAfterMs,
    projectId: project.id,
    origin,
    status: 'active',
    certificatePem: certificate,
    issuerPem: issuer,
    createdAtMs: clock.nowMs(),
  };
}

/** A project that has more in use forgot to revoke. */
const mostActive = 500;

/**
 * Puts a credential into force.
 *
 * @throws StepRefused for a name or key of another's, and for too many; RegistryConflict for one that is there
 */
export const keepCredential = (
  environment: Environment,
  credential: Credential,
  step: Step,
): Promise<void> =>
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
