import { expect, it } from 'vitest';
import { revocationReasons } from '../registry.ts';
import type { UnderTest } from './contract.ts';
import { conflictOf, isFrozen } from './expectations.ts';
import { credentialRow, keyPairRow, projectRow } from './rows.ts';

export function describeCredentials({ current }: UnderTest): void {
  const setUp = () =>
    current().change(async (edits) => {
      for (const number of [1, 2]) await edits.addProject(projectRow(number));
      await edits.addCredential(credentialRow(1));
    });
  const { sha256, keyFingerprint } = credentialRow(1);
  const atMs = Date.UTC(2026, 10, 5);

  it('finds a credential by the whole hash, and its key’s use', async () => {
    await setUp();
    const registry = current();
    expect(await registry.findCredential(sha256)).toStrictEqual(credentialRow(1));
    for (const hash of [sha256.toUpperCase(), sha256.slice(1), '', '__proto__'])
      expect(await registry.findCredential(hash), hash).toBeUndefined();
    const use = { projectId: 'project-1', use: 'client-certificate' };
    expect(await registry.findKeyUse(keyFingerprint)).toStrictEqual(use);
    expect(await registry.findKeyUse(sha256)).toBeUndefined();
  });

  it('lists credentials of one project, or of all, in the order they came', async () => {
    await setUp();
    const registry = current();
    const foreign = credentialRow(2, { projectId: 'project-2', origin: 'registered' });
    const revoked = credentialRow(0, {
      status: 'revoked',
      revokedAtMs: atMs,
      revocationReason: 'superseded',
    });
    await registry.change(async (edits) => {
      await edits.addCredential(foreign);
      await edits.addCredential(revoked);
    });
    const own = [credentialRow(1), revoked];
    expect(await registry.listCredentials({ projectId: 'project-1' })).toStrictEqual(own);
    expect(await registry.listCredentials({ projectId: 'project-2' })).toStrictEqual([foreign]);
    expect(await registry.listCredentials({ projectId: 'project-3' })).toEqual([]);
    expect(await registry.listCredentials()).toStrictEqual([credentialRow(1), foreign, revoked]);
    expect(isFrozen(await registry.listCredentials())).toBe(true);
    expect(isFrozen(await registry.findCredential(sha256))).toBe(true);
  });

  it('lists those that a question is about: every part of it must hold', async () => {
    await setUp();
    const registry = current();
    const other = credentialRow(2, { origin: 'registered', notAfterMs: atMs + 1_000 });
    await registry.change((edits) => edits.addCredential(other));
    const { commonName } = credentialRow(1);
    for (const question of [{ commonName }, { origin: 'issued' }] as const)
      expect(await registry.listCredentials(question)).toStrictEqual([credentialRow(1)]);
    const soon = { endsBeforeMs: atMs + 1_001 };
    expect(await registry.listCredentials(soon)).toStrictEqual([other]);
    expect(await registry.listCredentials({ ...soon, commonName })).toEqual([]);
    expect(await registry.listCredentials({ endsBeforeMs: atMs + 1_000 })).toEqual([]);
    expect(await registry.listCredentials({ status: 'revoked' })).toEqual([]);
  });

  it.each(revocationReasons)('revokes at once, for %s, and once only', async (reason) => {
    await setUp();
    const registry = current();
    await registry.change((edits) => edits.revokeCredential(sha256, { atMs, reason }));
    const revoked = credentialRow(1, {
      status: 'revoked',
      revokedAtMs: atMs,
      revocationReason: reason,
    });
    expect(await registry.findCredential(sha256)).toStrictEqual(revoked);
    const again = { atMs: atMs + 1, reason: 'unspecified' } as const;
    expect(await conflictOf(registry, (edits) => edits.revokeCredential(sha256, again))).toContain(
      sha256,
    );
    await conflictOf(registry, (edits) => edits.setCredentialStatus(sha256, 'active'));
    expect(await registry.findCredential(sha256)).toStrictEqual(revoked);
  });

  it('suspends and resumes; what is suspended can be revoked as it is', async () => {
    await setUp();
    const registry = current();
    for (const status of ['suspended', 'active', 'suspended'] as const) {
      await registry.change((edits) => edits.setCredentialStatus(sha256, status));
      expect((await registry.findCredential(sha256))?.status).toBe(status);
    }
    const revocation = { atMs, reason: 'key-compromise' } as const;
    await registry.change((edits) => edits.revokeCredential(sha256, revocation));
    expect((await registry.findCredential(sha256))?.status).toBe('revoked');
  });

  it('refuses to change what is not there, and names it', async () => {
    const registry = current();
    const revocation = { atMs, reason: 'unspecified' } as const;
    expect(
      await conflictOf(registry, (edits) => edits.revokeCredential('c9', revocation)),
    ).toContain('c9');
    expect(
      await conflictOf(registry, (edits) => edits.setCredentialStatus('c9', 'active')),
    ).toContain('c9');
  });

  it('takes a certificate once, and none for a project that is not there', async () => {
    await setUp();
    const registry = current();
    const strange = credentialRow(9, { projectId: 'project-9' });
    expect(await conflictOf(registry, (edits) => edits.addCredential(credentialRow(1)))).toContain(
      sha256,
    );
    expect(await conflictOf(registry, (edits) => edits.addCredential(strange))).toContain(
      'project-9',
    );
    expect(await registry.listCredentials()).toEqual([credentialRow(1)]);
    expect(await registry.findKeyUse(strange.keyFingerprint)).toBeUndefined();
  });

  it('takes a renewed certificate over the same key, of the same project alone', async () => {
    await setUp();
    const registry = current();
    const renewed = credentialRow(2, { keyFingerprint });
    await registry.change((edits) => edits.addCredential(renewed));
    expect(await registry.listCredentials()).toEqual([credentialRow(1), renewed]);
    const others = credentialRow(3, { keyFingerprint, projectId: 'project-2' });
    const told = await conflictOf(registry, (edits) => edits.addCredential(others));
    expect(told).toContain(keyFingerprint);
    expect(told, 'whose it is is nobody else’s business').not.toContain('project-1');
  });

  it('takes no certificate over a key that encrypts', async () => {
    await setUp();
    const registry = current();
    await registry.change((edits) => edits.addKeyPair(keyPairRow(1)));
    const { requestKey, responseKey } = keyPairRow(1);
    for (const { fingerprint } of [requestKey, responseKey]) {
      const over = credentialRow(2, { keyFingerprint: fingerprint });
      await conflictOf(registry, (edits) => edits.addCredential(over));
    }
    expect(await registry.listCredentials()).toEqual([credentialRow(1)]);
  });
}
