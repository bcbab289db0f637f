import { createPrivateKey } from 'node:crypto';
import { describeCertificate } from '../pki/certificate.ts';
import { openPrivateKey, sealPrivateKey } from '../pki/offline-key.ts';
import { authorityPurpose } from './authority-rows.ts';
import type { Actor, Environment } from './environment.ts';
import type { HandOverFile } from './hand-over.ts';
import { StepRefused } from './step-refused.ts';

/** The client root's certificate and its key, encrypted: for a safe. The key stays here too, until it is removed. */
export async function exportRoot(
  { authorities, registry, clock, name }: Environment,
  { passphrase, actor }: { readonly passphrase: string; readonly actor: Actor },
): Promise<readonly HandOverFile[]> {
  const { certificate } = authorities.current().clientRoot;
  const sealed = await sealPrivateKey(await authorities.rootKey(), passphrase);
  const { sha256 } = describeCertificate(certificate);
  const atMs = clock.nowMs();
  await registry.change(async (edits) => {
    await edits.changeAuthority(sha256, { exportedAtMs: atMs });
    await edits.audit({ atMs, actor, operation: 'authority.export-root', target: sha256 });
  });
  return [
    {
      name: `${name}-client-root.pem`,
      content: certificate,
      secret: false,
      what: 'the client root’s certificate',
    },
    {
      name: `${name}-client-root.key`,
      content: sealed,
      secret: true,
      what: 'its private key, encrypted with your passphrase: for a safe, not for this machine',
    },
  ];
}

/** @throws StepRefused when it was never exported, or is offline already */
export async function removeRoot(
  { authorities, registry, clock }: Environment,
  actor: Actor,
): Promise<void> {
  const { sha256 } = describeCertificate(authorities.current().clientRoot.certificate);
  const atMs = clock.nowMs();
  await registry.change(async (edits) => {
    const row = (await edits.listAuthorities()).find((one) => one.sha256 === sha256);
    if (row?.wrappedPrivateKey === undefined)
      throw new StepRefused('conflict', 'The client root’s key is offline already.');
    if (row.exportedAtMs === undefined)
      throw new StepRefused(
        'conflict',
        'It was never exported, and would be lost. First: `whorl authority export-root`.',
      );
    await edits.changeAuthority(sha256, { wrappedPrivateKey: null });
    await edits.audit({ atMs, actor, operation: 'authority.remove-root', target: sha256 });
  });
  await registry.purge();
  await authorities.reload();
}

/** @throws KeyFault or PassphraseFault when it does not open, or is not the root's */
export async function restoreRoot(
  { authorities, registry, clock, keyring }: Environment,
  { key, passphrase, actor }: RootRestoration,
): Promise<void> {
  const { certificate } = authorities.current().clientRoot;
  const pem = await openPrivateKey({ sealed: key, passphrase, certificatePem: certificate });
  const { sha256 } = describeCertificate(certificate);
  const pkcs8 = createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' });
  const wrappedPrivateKey = keyring.wrap(authorityPurpose(sha256), pkcs8);
  await registry.change(async (edits) => {
    await edits.changeAuthority(sha256, { wrappedPrivateKey });
    const atMs = clock.nowMs();
    await edits.audit({ atMs, actor, operation: 'authority.restore-root', target: sha256 });
  });
  await authorities.reload();
}

interface RootRestoration {
  readonly key: string;
  readonly passphrase: string;
  readonly actor: Actor;
}
