import { expect, it } from 'vitest';
import { RegistryConflict, type RegistryEdits, RegistryError } from '../registry.ts';
import type { UnderTest } from './contract.ts';
import { conflictOf } from './expectations.ts';
import { auditEntry, credentialRow, keyPairRow, projectRow } from './rows.ts';

/** Something that went wrong in a step, of another kind than the registry’s own faults. */
class StepFailed extends Error {}

export function describeSteps({ current }: UnderTest): void {
  const addAll = async (edits: RegistryEdits): Promise<void> => {
    await edits.addProject(projectRow(1));
    await edits.addCredential(credentialRow(1));
    await edits.addKeyPair(keyPairRow(1));
    await edits.setNote('number', '1');
    await edits.audit(auditEntry(1));
  };
  const expectNothing = async (): Promise<void> => {
    const registry = current();
    expect(await registry.listProjects()).toEqual([]);
    expect(await registry.listCredentials()).toEqual([]);
    expect(await registry.listKeyPairs()).toEqual([]);
    expect(await registry.findKeyUse(credentialRow(1).keyFingerprint)).toBeUndefined();
    expect(await registry.findNote('number')).toBeUndefined();
    expect(await registry.auditHead()).toEqual({ seq: 0, mac: '' });
  };

  it('gives back what a step returns', async () => {
    expect(await current().change(async () => 'done')).toBe('done');
  });

  it('keeps nothing of a step that throws half-way, its audit entry neither', async () => {
    const failed = current().change(async (edits) => {
      await addAll(edits);
      throw new StepFailed('half-way');
    });
    await expect(failed).rejects.toThrow(StepFailed);
    await expectNothing();
    await current().change(addAll);
    expect(await current().listProjects()).toEqual([projectRow(1)]);
  });

  it('keeps nothing of a step in which an edit was refused, though the step went on', async () => {
    const stubborn = current().change(async (edits) => {
      await addAll(edits);
      await edits.addProject(projectRow(1)).catch(() => undefined);
      await edits.setNote('number', '2');
    });
    await expect(stubborn).rejects.toThrow(RegistryConflict);
    await expectNothing();
  });

  it('tells what a step makes of a refusal, where it makes something of it', async () => {
    await current().change(addAll);
    const failed = current().change((edits) =>
      edits.addProject(projectRow(1)).catch(() => {
        throw new StepFailed('told otherwise');
      }),
    );
    await expect(failed).rejects.toThrow(StepFailed);
  });

  it('shows a step what it did, and nobody else before it is done', async () => {
    const registry = current();
    let isDone = false;
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    // Begun out here: within the step it would be the step's own.
    const outside = begun.then(async () => {
      const found = await registry.findProject('project-1');
      expect(found).toEqual(isDone ? projectRow(1) : undefined);
    });
    await registry.change(async (edits) => {
      await addAll(edits);
      expect(await edits.findProject('project-1')).toEqual(projectRow(1));
      expect(await edits.listCredentials({ projectId: 'project-1' })).toEqual([credentialRow(1)]);
      expect(await edits.listKeyPairs()).toEqual([keyPairRow(1)]);
      expect(await edits.findNote('number')).toBe('1');
      expect((await edits.auditHead()).seq).toBe(1);
      begin();
      await new Promise((resolve) => setTimeout(resolve, 20));
      isDone = true;
    });
    await outside;
  });

  it('runs steps one after the other', async () => {
    const registry = current();
    await registry.change((edits) => edits.setNote('count', '0'));
    const count = () =>
      registry.change(async (edits) => {
        const before = Number(await edits.findNote('count'));
        await new Promise((resolve) => setImmediate(resolve));
        await edits.setNote('count', String(before + 1));
      });
    await Promise.all(Array.from({ length: 50 }, count));
    expect(await registry.findNote('count')).toBe('50');
  });

  it('lets one of two that do the same win, and tells the other', async () => {
    const registry = current();
    await registry.change(addAll);
    const { sha256 } = credentialRow(1);
    const { fingerprint } = keyPairRow(1).requestKey;
    const revocation = { atMs: 1, reason: 'superseded' } as const;
    const steps: ((edits: RegistryEdits) => Promise<void>)[] = [
      (edits) => edits.addProject(projectRow(2)),
      (edits) => edits.addCredential(credentialRow(2)),
      (edits) => edits.addKeyPair(keyPairRow(2)),
      (edits) => edits.revokeCredential(sha256, revocation),
      (edits) => edits.revokeKeyPair(fingerprint, revocation),
    ];
    for (const step of steps) {
      const both = await Promise.allSettled([registry.change(step), registry.change(step)]);
      expect(both).toMatchObject([
        { status: 'fulfilled' },
        { status: 'rejected', reason: expect.any(RegistryConflict) },
      ]);
    }
  });

  it('goes on after a refused step', async () => {
    await conflictOf(current(), (edits) => edits.setCredentialStatus('c9', 'active'));
    await current().change(addAll);
    expect(await current().findProject('project-1')).toEqual(projectRow(1));
  });

  it('keeps an edit that its step did not wait for, or refuses it: never half of it', async () => {
    const kept = current().change(async (edits) => {
      await edits.addProject(projectRow(1));
      void edits.addKeyPair(keyPairRow(1));
    });
    await kept;
    expect(await current().listKeyPairs()).toEqual([keyPairRow(1)]);
    const refused = current().change(async (edits) => {
      edits.addKeyPair(keyPairRow(1)).catch(() => undefined);
    });
    await expect(refused).rejects.toThrow(RegistryConflict);
  });

  it('lets nobody edit once the step is over', async () => {
    let kept: RegistryEdits | undefined;
    await current().change(async (edits) => {
      kept = edits;
    });
    await expect(kept?.addProject(projectRow(1))).rejects.toThrow(RegistryError);
    await expect(kept?.listProjects()).rejects.toThrow(RegistryError);
    expect(await current().listProjects()).toEqual([]);
  });

  it('refuses a step within a step, which would wait for itself', async () => {
    const registry = current();
    const nested = registry.change(() => registry.change(addAll));
    await expect(nested).rejects.toThrow(RegistryError);
    await expect(registry.change(() => registry.close())).rejects.toThrow(RegistryError);
    await expectNothing();
    await registry.change(addAll);
  });
}
