import { hash, randomUUID } from 'node:crypto';
import type { Approval, Decision, RegistryEdits, RegistryReads } from '../registry/registry.ts';
import type { Environment } from './environment.ts';
import { StepRefused } from './step-refused.ts';

/** A request that is approved or not, exactly as it was made. */
export interface ApprovableRequest {
  readonly operation: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const dayMs = 24 * 60 * 60_000;

/** How many security officers must approve. */
export const approvalsNeeded = 2;

/**
 * Asks for approval. What is approved is bound to the hash of the exact request: nothing else can be done
 * in its name.
 *
 * @throws StepRefused when the same request waits already
 */
export async function ask(
  { registry, clock, settings }: Environment,
  request: ApprovableRequest,
  account: string,
): Promise<Approval> {
  const requestedAtMs = clock.nowMs();
  const text = canonical(request);
  const approval: Approval = {
    id: randomUUID(),
    operation: request.operation,
    request: text,
    requestHash: hash('sha256', text, 'hex'),
    status: 'pending',
    requestedBy: account,
    requestedAtMs,
    expiresAtMs: requestedAtMs + settings.approvalDays * dayMs,
    decisions: [],
  };
  return registry.change(async (edits) => {
    const waiting = (await edits.listApprovals()).find(
      ({ requestHash, status, expiresAtMs }) =>
        requestHash === approval.requestHash && status === 'pending' && expiresAtMs > requestedAtMs,
    );
    if (waiting !== undefined)
      throw new StepRefused('conflict', `The same request waits already as ${waiting.id}.`);
    await edits.addApproval(approval);
    await edits.audit({
      atMs: requestedAtMs,
      actor: account,
      operation: `${request.operation}.ask`,
      target: approval.id,
      details: { requestHash: approval.requestHash, expiresAtMs: approval.expiresAtMs },
    });
    return approval;
  });
}

/** One decision, and who takes it. */
export interface DecisionStep {
  readonly account: string;
  readonly decision: Decision['decision'];
  /** What the officer looked at. */
  readonly requestHash: string;
  /** Whether an account may decide now; who may no more does not count any more. */
  readonly mayDecide: (account: string) => Promise<boolean>;
  /** Does what was asked for, in the transaction of the last approval. */
  readonly perform: (edits: RegistryEdits, request: ApprovableRequest) => Promise<void>;
}

/**
 * Approves or rejects. With the last approval that is needed the step is done, in the same transaction: it
 * is never approved and not done, nor done twice.
 *
 * @throws StepRefused for one's own request, for a second decision, for another request than was looked at,
 * for one that is decided or too old
 */
export async function decide(
  { registry, clock }: Environment,
  start: string,
  step: DecisionStep,
): Promise<Approval> {
  const atMs = clock.nowMs();
  return registry.change(async (edits) => {
    const approval = await findApproval(edits, start);
    const { id } = approval;
    checkDecision(approval, step, atMs);
    const { account, decision } = step;
    const decisions = [...approval.decisions, { by: account, decision, atMs }];
    const status = await statusAfter(decisions, step.mayDecide);
    await edits.changeApproval(id, { status, decisions });
    await edits.audit({
      atMs,
      actor: account,
      operation: 'approval.decide',
      target: id,
      details: { decision, requestHash: approval.requestHash, status },
    });
    if (status === 'approved')
      await step.perform(edits, JSON.parse(approval.request) as ApprovableRequest);
    return findApproval(edits, id);
  });
}

function checkDecision(approval: Approval, step: DecisionStep, nowMs: number): void {
  const { status, expiresAtMs, requestedBy, requestHash, decisions } = approval;
  if (status !== 'pending') throw new StepRefused('conflict', `It is ${status} already.`);
  if (nowMs > expiresAtMs)
    throw new StepRefused('conflict', 'It is too old to be decided. It must be asked for again.');
  if (requestHash !== step.requestHash)
    throw new StepRefused('conflict', 'This is not the request that you looked at. Look again.');
  if (requestedBy === step.account)
    throw new StepRefused('conflict', 'Whoever asks never decides. Ask another security officer.');
  if (decisions.some(({ by }) => by === step.account))
    throw new StepRefused('conflict', 'You decided already. Another security officer must too.');
}

async function statusAfter(
  decisions: readonly Decision[],
  mayDecide: DecisionStep['mayDecide'],
): Promise<Approval['status']> {
  if (decisions.some(({ decision }) => decision === 'reject')) return 'rejected';
  const standing = await Promise.all(decisions.map(({ by }) => mayDecide(by)));
  return standing.filter(Boolean).length >= approvalsNeeded ? 'approved' : 'pending';
}

/** Digits of an id that tell approvals apart well enough to be typed. */
const leastIdLength = 4;

/** By its id, or how it begins. @throws StepRefused */
export async function findApproval(registry: RegistryReads, start: string): Promise<Approval> {
  const approval = await registry.findApproval(start);
  if (approval !== undefined) return approval;
  const wanted = start.toLowerCase();
  const found =
    wanted.length < leastIdLength
      ? []
      : (await registry.listApprovals()).filter(({ id }) => id.startsWith(wanted));
  const [one, another] = found;
  if (one === undefined) throw new StepRefused('not-found', 'There is no such approval here.');
  if (another !== undefined)
    throw new StepRefused('conflict', 'Several approvals begin so. Give more of its id.');
  return one;
}

/** JSON with the members of every object in the order of their names, so that equal requests are equal texts. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
