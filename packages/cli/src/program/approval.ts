import type { Command } from 'commander';
import type { EnvironmentOptions } from '../admin/with-admin.ts';
import type { ApprovalOptions, DecisionOptions } from '../commands/approval.ts';
import type { Terminal } from '../terminal.ts';
import { addNoun, addVerb } from './noun.ts';
import { withDoor, withEnvironment, withYes } from './options.ts';

/** What waits for two people; so far, steps into production alone. */
export function addApproval(program: Command, terminal: Terminal): void {
  const approval = addNoun(program, 'approval', 'steps that wait for security officers');
  addList(approval, terminal);
  addShow(approval, terminal);
  decisions.forEach(addDecision(approval, terminal));
}

function addList(approval: Command, terminal: Terminal): void {
  const command = addVerb(approval, {
    usage: 'list',
    summary: 'list what waits for approval, and what was decided',
    help: `
Examples:
  npx whorl approval list
  npx whorl approval list --json | jq -r 'select(.status == "pending").id'

Event with --json, for each: approval.`,
  });
  withDoor(withEnvironment(command, 'production')).action(async (options: EnvironmentOptions) => {
    const { listApprovals } = await import('../commands/approval.ts');
    await listApprovals(options, terminal);
  });
}

function addShow(approval: Command, terminal: Terminal): void {
  const command = addVerb(approval, {
    usage: 'show <id>',
    summary: 'show one, with the exact request it is bound to',
    help: `
Examples:
  npx whorl approval show 0f3c9d52-…

Event with --json: approval.`,
  });
  withDoor(withEnvironment(command, 'production')).action(
    async (id: string, options: Omit<ApprovalOptions, 'approval'>) => {
      const { showApproval } = await import('../commands/approval.ts');
      await showApproval({ ...options, approval: id }, terminal);
    },
  );
}

const decisions = [
  {
    decision: 'approve',
    summary: 'approve one, after a look at the exact request',
    more: 'The last approval that is needed has the step done at once.',
  },
  { decision: 'reject', summary: 'reject one', more: 'Nothing is done in its name then.' },
] as const;

const addDecision =
  (approval: Command, terminal: Terminal) =>
  ({ decision, summary, more }: (typeof decisions)[number]): void => {
    const help = `
Examples:
  npx whorl approval ${decision} 0f3c9d52-…

It takes your own sign-in as a security officer, with a second factor, and somebody
else’s request. ${more}

Events with --json: approval, decided.`;
    const command = addVerb(approval, { usage: `${decision} <id>`, summary, help });
    withDoor(withEnvironment(withYes(command), 'production')).action(
      async (id: string, options: Omit<DecisionOptions, 'approval' | 'decision'>) => {
        const { decideApproval } = await import('../commands/approval.ts');
        await decideApproval({ ...options, approval: id, decision }, terminal);
      },
    );
  };
