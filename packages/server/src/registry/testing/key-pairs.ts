import { expect, it } from 'vitest';
import type { KeyPair } from '../registry.ts';
import type { UnderTest } from './contract.ts';
import { conflictOf, isFrozen } from './expectations.ts';
import { credentialRow, keyPairRow, projectRow } from './rows.ts';

export function describeKeyPairs({ current }: UnderTest): void {
  const { requestKey, responseKey } = keyPairRow(1);
  const revocation = { atMs: Date.UTC(2026, 10, 5), reason: 'superseded' } as const;
  const setUp = () =>
    current().change(async (edits) => {
      for (const number of [1, 2]) await edits.addProject(projectRow(number));
      await edits.addCredential(credentialRow(1));
      await edits.addKeyPair(keyPairRow(1));
    });

  it('lists key pairs of one project, or of all, in the order they came, revoked ones too', async () => {
    await setUp();
    const registry = current();
    const others = keyPairRow(0, { projectId: 'project-2' });
    const brought = { ...keyPairRow(3).responseKey, origin: 'brought' as const };
    const own = keyPairRow(3, { responseKey: brought });
    await registry.change(async (edits) => {
      await edits.addKeyPair(others);
      await edits.addKeyPair(own);
    });
    expect(await registry.listKeyPairs('project-1')).toStrictEqual([keyPairRow(1), own]);
    expect(await registry.listKeyPairs('project-2')).toStrictEqual([others]);
    expect(await registry.listKeyPairs('project-3')).toEqual([]);
    expect(await registry.listKeyPairs()).toStrictEqual([keyPairRow(1), others, own]);
    expect(isFrozen(await registry.listKeyPairs())).toBe(true);
    expect(isFrozen(await registry.listKeyPairs('project-1'))).toBe(true);
    expect(isFrozen(await registry.listKeyPairs('project-3'))).toBe(true);
  });

  it('notes what both keys of a pair are for', async () => {
    await setUp();
    const projectId = 'project-1';
    expect(await current().findKeyUse(requestKey.fingerprint)).toEqual({
      projectId,
      use: 'request-key',
    });
    expect(await current().findKeyUse(responseKey.fingerprint)).toEqual({
      projectId,
      use: 'response-key',
    });
  });

  it('revokes the one that is meant, and once only', async () => {
    await setUp();
    const registry = current();
    await registry.change((edits) => edits.addKeyPair(keyPairRow(2)));
    const revoke = () =>
      registry.change((edits) => edits.revokeKeyPair(requestKey.fingerprint, revocation));
    await revoke();
    const { atMs: revokedAtMs, reason: revocationReason } = revocation;
    const revoked = keyPairRow(1, { status: 'revoked', revokedAtMs, revocationReason });
    expect(await registry.listKeyPairs()).toStrictEqual([revoked, keyPairRow(2)]);
    await expect(revoke()).rejects.toThrow(requestKey.fingerprint);
    expect(await registry.listKeyPairs()).toStrictEqual([revoked, keyPairRow(2)]);
  });

  it('wraps a private half anew, of a revoked pair too', async () => {
    await setUp();
    const registry = current();
    const rewrap = (wrapped: string) =>
      registry.change((edits) => edits.rewrapKeyPair(requestKey.fingerprint, wrapped));
    await rewrap('wk1.second');
    await registry.change((edits) => edits.revokeKeyPair(requestKey.fingerprint, revocation));
    await rewrap('wk1.third');
    const [pair] = await registry.listKeyPairs('project-1');
    expect(pair?.requestKey).toEqual({ ...requestKey, wrappedPrivateKey: 'wk1.third' });
    expect(pair?.status).toBe('revoked');
  });

  it('refuses to change a pair that is not there', async () => {
    const registry = current();
    await conflictOf(registry, (edits) => edits.revokeKeyPair('a9', revocation));
    await conflictOf(registry, (edits) => edits.rewrapKeyPair('a9', 'wk1.x'));
    const strange = keyPairRow(1, { projectId: 'project-9' });
    expect(await conflictOf(registry, (edits) => edits.addKeyPair(strange))).toContain('project-9');
  });

  it('takes every key for one purpose of one project, and what is refused leaves nothing', async () => {
    await setUp();
    const registry = current();
    const fresh = keyPairRow(2);
    const request = (fingerprint: string): KeyPair => ({
      ...fresh,
      requestKey: { ...fresh.requestKey, fingerprint },
    });
    const response = (fingerprint: string): KeyPair => ({
      ...fresh,
      responseKey: { ...fresh.responseKey, fingerprint },
    });
    const { keyFingerprint } = credentialRow(1);
    const used = [requestKey.fingerprint, responseKey.fingerprint, keyFingerprint];
    const refused = [
      ...used.map(request),
      ...used.map(response),
      { ...response(responseKey.fingerprint), projectId: 'project-2' },
      request(fresh.responseKey.fingerprint),
    ];
    for (const pair of refused) await conflictOf(registry, (edits) => edits.addKeyPair(pair));
    expect(await registry.listKeyPairs()).toEqual([keyPairRow(1)]);
    for (const key of [fresh.requestKey, fresh.responseKey])
      expect(await registry.findKeyUse(key.fingerprint)).toBeUndefined();
    await registry.change((edits) => edits.addKeyPair(fresh));
  });
}
