import { createClientIssuer } from '../pki/authority.ts';
import type { AuthorityRoom } from './authority-room.ts';
import {
  type AuthorityOptions,
  addAuthority,
  authorityLabel,
  authorityRow,
  currentRow,
} from './authority-rows.ts';
import { outdateRevocationList } from './revocation-list.ts';
import { StepRefused } from './step-refused.ts';

/**
 * A further issuing intermediate under the same root, which must be online.
 *
 * @throws StepRefused when somebody else made one meanwhile
 */
export async function rotateIssuer(
  room: AuthorityRoom,
  options: Omit<AuthorityOptions, 'hosts'> & { readonly actor: string },
): Promise<void> {
  const { registry, keyring, environment, nowMs, random, actor } = options;
  const { clientRoot, clientIssuer } = room.current();
  const root = { certificate: clientRoot.certificate, privateKey: await room.rootKey() };
  const signer = await createClientIssuer({
    root,
    label: authorityLabel(environment),
    nowMs,
    random,
  });
  const row = authorityRow('client-issuer', signer, { keyring, nowMs });
  await registry.change(async (edits) => {
    const { certificatePem } = currentRow(await edits.listAuthorities(), 'client-issuer');
    if (certificatePem !== clientIssuer.certificate)
      throw new StepRefused('conflict', 'Somebody else made a new issuer a moment ago.');
    await addAuthority(edits, row, { actor, operation: 'authority.rotate-issuer' });
    await outdateRevocationList(edits);
  });
  await room.reload();
}
