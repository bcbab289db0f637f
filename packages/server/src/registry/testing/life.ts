import { expect, it } from 'vitest';
import { RegistryError, type RegistryReads } from '../registry.ts';
import type { UnderTest } from './contract.ts';
import {
  approvalRow,
  auditEntry,
  authorityRow,
  credentialRow,
  decisionRow,
  keyPairRow,
  projectRow,
} from './rows.ts';

/** Every list there is. */
export const everything = async (registry: RegistryReads) => ({
  projects: await registry.listProjects(),
  credentials: await registry.listCredentials(),
  keyPairs: await registry.listKeyPairs(),
  authorities: await registry.listAuthorities(),
  approvals: await registry.listApprovals(),
  audit: await registry.listAudit({ after: 0, limit: 1e6 }),
});

export function describeLife({ current, reopen }: UnderTest): void {
  it('keeps notes, the newest of each name', async () => {
    await current().change(async (edits) => {
      await edits.setNote('number', '1');
      await edits.setNote('Number', 'another');
    });
    await current().change((edits) => edits.setNote('number', ''));
    expect(await current().findNote('number')).toBe('');
    expect(await (await reopen()).findNote('Number')).toBe('another');
  });

  it('finds everything again when it is opened anew', async () => {
    await current().change(async (edits) => {
      for (const number of [2, 1]) await edits.addProject(projectRow(number));
      for (const number of [2, 1]) await edits.addCredential(credentialRow(number));
      for (const number of [2, 1]) await edits.addKeyPair(keyPairRow(number));
      for (const number of [2, 1]) await edits.addAuthority(authorityRow(number));
      await edits.addApproval(approvalRow(1));
      await edits.changeApproval('approval-1', { status: 'pending', decisions: [decisionRow(1)] });
      await edits.audit(auditEntry(1));
    });
    const before = await everything(current());
    expect(Object.values(before).map(({ length }) => length)).toEqual([2, 2, 2, 2, 1, 1]);
    const registry = await reopen();
    expect(await everything(registry)).toStrictEqual(before);
    await expect(registry.change((edits) => edits.addKeyPair(keyPairRow(1)))).rejects.toThrow(
      RegistryError,
    );
  });

  it('keeps on closing what was begun, and refuses what comes after', async () => {
    const closed = current();
    const begun = closed.change((edits) => edits.addProject(projectRow(1)));
    const closing = closed.close();
    const late = closed.change((edits) => edits.addProject(projectRow(2)));
    await expect(late).rejects.toThrow(RegistryError);
    await closing;
    await begun;
    for (const use of [
      () => closed.findProject('project-1'),
      () => closed.listKeyPairs('project-1'),
      () => closed.auditHead(),
      () => closed.verifyAudit([]),
    ])
      await expect(use()).rejects.toThrow(RegistryError);
    await closed.close();
    expect(await (await reopen()).listProjects()).toEqual([projectRow(1)]);
  });
}
