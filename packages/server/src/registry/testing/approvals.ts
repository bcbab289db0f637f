import { expect, it } from 'vitest';
import type { Approval } from '../registry.ts';
import type { UnderTest } from './contract.ts';
import { conflictOf, isFrozen } from './expectations.ts';
import { approvalRow, decisionRow } from './rows.ts';

type Change = Pick<Approval, 'status' | 'decisions'>;

export function describeApprovals({ current }: UnderTest): void {
  const decide = (change: Change) =>
    current().change((edits) => edits.changeApproval('approval-1', change));
  const refused = (change: Change) =>
    conflictOf(current(), (edits) => edits.changeApproval('approval-1', change));
  const setUp = () =>
    current().change(async (edits) => {
      for (const number of [1, 2]) await edits.addApproval(approvalRow(number));
    });
  const [one, two, three] = [1, 2, 3].map((number) => decisionRow(number)) as [
    ReturnType<typeof decisionRow>,
    ReturnType<typeof decisionRow>,
    ReturnType<typeof decisionRow>,
  ];

  it('keeps an approval as it was asked for, and takes its id once', async () => {
    await setUp();
    const registry = current();
    expect(await registry.findApproval('approval-1')).toStrictEqual(approvalRow(1));
    expect(await registry.findApproval('approval-3')).toBeUndefined();
    expect(await registry.listApprovals()).toStrictEqual([approvalRow(1), approvalRow(2)]);
    expect(isFrozen(await registry.listApprovals())).toBe(true);
    const again = approvalRow(3, { id: 'approval-1' });
    expect(await conflictOf(registry, (edits) => edits.addApproval(again))).toContain('approval-1');
  });

  it('adds one decision after the other, until it is decided', async () => {
    await setUp();
    await decide({ status: 'pending', decisions: [one] });
    expect(isFrozen(await current().findApproval('approval-1'))).toBe(true);
    await decide({ status: 'approved', decisions: [one, two] });
    const approved = approvalRow(1, { status: 'approved', decisions: [one, two] });
    expect(await current().findApproval('approval-1')).toStrictEqual(approved);
    await refused({ status: 'rejected', decisions: [one, two, three] });
    await refused({ status: 'pending', decisions: [one, two, three] });
    expect(await current().listApprovals()).toStrictEqual([approved, approvalRow(2)]);
  });

  it('loses, skips, replaces and repeats no decision', async () => {
    await setUp();
    await refused({ status: 'approved', decisions: [] });
    await refused({ status: 'approved', decisions: [one, two] });
    await decide({ status: 'pending', decisions: [one] });
    await refused({ status: 'approved', decisions: [] });
    await refused({ status: 'approved', decisions: [one] });
    await refused({ status: 'approved', decisions: [two] });
    await refused({ status: 'approved', decisions: [two, three] });
    await refused({ status: 'approved', decisions: [one, two, three] });
    const pending = approvalRow(1, { decisions: [one] });
    expect(await current().findApproval('approval-1')).toEqual(pending);
    await conflictOf(current(), (edits) =>
      edits.changeApproval('approval-9', { status: 'pending', decisions: [one] }),
    );
  });

  it('takes one of two decisions that did not know of each other', async () => {
    await setUp();
    const both = await Promise.allSettled([
      decide({ status: 'pending', decisions: [one] }),
      decide({ status: 'rejected', decisions: [two] }),
    ]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });
}
