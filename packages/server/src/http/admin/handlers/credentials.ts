import { type AdminBody, AdminRefusal, type OperationId } from '@whorl/contract/admin';
import {
  type CredentialWish,
  createCredential,
  findCredential,
  revokeCredential,
  rotateCredential,
} from '../../../environment/client-credentials.ts';
import type { MadeCredential } from '../../../environment/keep-credential.ts';
import type { Credential } from '../../../registry/registry.ts';
import type { Asked, Handler } from '../asked.ts';
import { viewCredential, viewFile } from '../views.ts';

/** Client certificates. */
export const credentialHandlers: {
  readonly [Id in Extract<OperationId, `credential.${string}`>]: Handler<Id>;
} = {
  async 'credential.list'(asked) {
    const credentials = await asked
      .environment()
      .registry.listCredentials({ projectId: asked.project().id });
    const nowMs = asked.house.clock.nowMs();
    return { credentials: credentials.map((credential) => viewCredential(credential, nowMs)) };
  },
  async 'credential.create'(asked) {
    const step = stepOf(asked, 'credential.create');
    return view(asked, await createCredential(asked.environment(), wishOf(asked.body), step));
  },
  async 'credential.rotate'(asked) {
    const { csr, keyStore = 'modern' } = asked.body;
    const wish = csr === undefined ? { keyStore } : { csr };
    const step = stepOf(asked, 'credential.rotate');
    const old = await named(asked);
    return view(asked, await rotateCredential(asked.environment(), old, { ...step, wish }));
  },
  async 'credential.revoke'(asked) {
    const { reason = 'unspecified' } = asked.body;
    const revoked = await revokeCredential(asked.environment(), await named(asked), {
      reason,
      actor: asked.actor,
    });
    return viewCredential(revoked, asked.house.clock.nowMs());
  },
};

function wishOf({
  csr,
  issue,
  certificate,
  issuer,
}: AdminBody<'credential.create'>): CredentialWish {
  const given = [csr, issue, certificate].filter((one) => one !== undefined);
  if (given.length !== 1 || (issuer !== undefined && certificate === undefined))
    throw new AdminRefusal(
      'invalid',
      'Give exactly one of csr, issue and certificate; an issuer comes with a certificate only.',
    );
  if (csr !== undefined) return { csr };
  if (certificate !== undefined) return { certificate, ...(issuer !== undefined && { issuer }) };
  return { keyStore: issue?.keyStore ?? 'modern' };
}

const stepOf = <Id extends OperationId>(asked: Asked<Id>, operation: Id) => ({
  project: asked.project(),
  actor: asked.actor,
  operation,
});

const named = <Id extends OperationId>(asked: Asked<Id>): Promise<Credential> =>
  findCredential(asked.environment().registry, asked.project(), asked.parameters.credential ?? '');

const view = <Id extends OperationId>(
  { house }: Asked<Id>,
  { credential, files }: MadeCredential,
) => ({
  credential: viewCredential(credential, house.clock.nowMs()),
  files: files.map(viewFile),
});
