import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Approval } from '../registry/registry.ts';
import { type ApprovableRequest, ask, type DecisionStep, decide } from './approvals.ts';
import { StepRefused } from './step-refused.ts';
import { openTestEnvironment, type TestEnvironment } from './testing/test-environment.ts';

const dayMs = 24 * 60 * 60_000;
const request: ApprovableRequest = {
  operation: 'project.promote',
  parameters: { environment: 'sandbox', project: 'a' },
  body: null,
};

let atMs: number;
let environment: TestEnvironment;
beforeEach(async () => {
  atMs = Date.UTC(2026, 10, 24);
  const clock = { nowMs: () => atMs, monotonicMs: () => 0, sleep: async () => undefined };
  environment = await openTestEnvironment({ clock, settings: { approvalDays: 2 } });
});
afterEach(() => environment.close());

const done: ApprovableRequest[] = [];
beforeEach(() => {
  done.length = 0;
});

function decideAs(
  account: string,
  { id, requestHash }: Approval,
  change: Partial<DecisionStep> = {},
): Promise<Approval> {
  return decide(environment, id, {
    account,
    decision: 'approve',
    requestHash,
    mayDecide: async () => true,
    perform: async (_, approved) => void done.push(approved),
    ...change,
  });
}

const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => expect.unreachable('it was not refused'),
    (error: unknown) => {
      expect(error).toBeInstanceOf(StepRefused);
      return (error as StepRefused).message;
    },
  );

describe('an approval', () => {
  it('is done with the second officer, exactly as it was asked for', async () => {
    const asked = await ask(environment, request, 'ada');
    expect(await decideAs('bo', asked)).toMatchObject({ status: 'pending' });
    expect(done).toEqual([]);
    expect(await decideAs('cy', asked)).toMatchObject({ status: 'approved' });
    expect(done).toEqual([request]);
  });

  it('is never given by whoever asked, nor twice by one', async () => {
    const asked = await ask(environment, request, 'ada');
    expect(await refusal(decideAs('ada', asked))).toMatch(/^Whoever asks never decides/);
    await decideAs('bo', asked);
    expect(await refusal(decideAs('bo', asked))).toMatch(/^You decided already/);
    expect(done).toEqual([]);
  });

  it('counts for the request that was looked at, and no other', async () => {
    const asked = await ask(environment, request, 'ada');
    const other = await ask(environment, { ...request, body: { with: 'b' } }, 'ada');
    const message = await refusal(decideAs('bo', asked, { requestHash: other.requestHash }));
    expect(message).toMatch(/not the request that you looked at/);
    expect(await environment.registry.findApproval(asked.id)).toMatchObject({ decisions: [] });
  });

  it('is over with the first rejection', async () => {
    const asked = await ask(environment, request, 'ada');
    await decideAs('bo', asked);
    const rejected = await decideAs('cy', asked, { decision: 'reject' });
    expect(rejected.status).toBe('rejected');
    expect(await refusal(decideAs('dee', asked))).toBe('It is rejected already.');
    expect(done).toEqual([]);
  });

  it('is good to the last moment of its days, and not after', async () => {
    const asked = await ask(environment, request, 'ada');
    expect(asked.expiresAtMs).toBe(atMs + 2 * dayMs);
    atMs = asked.expiresAtMs;
    await decideAs('bo', asked);
    atMs += 1;
    expect(await refusal(decideAs('cy', asked))).toMatch(/^It is too old/);
    expect(done).toEqual([]);
  });

  it('waits once: the same request is told of the one that waits, until that is over', async () => {
    const asked = await ask(environment, request, 'ada');
    const reordered = { ...request, parameters: { project: 'a', environment: 'sandbox' } };
    expect(await refusal(ask(environment, reordered, 'eve'))).toContain(asked.id);
    await ask(environment, { ...request, parameters: { project: 'b' } }, 'ada');
    atMs = asked.expiresAtMs + 1;
    const again = await ask(environment, request, 'ada');
    expect(again.requestHash).toBe(asked.requestHash);
    expect(again.id).not.toBe(asked.id);
  });

  it('that could not be done is not given: the step and its last approval stand together', async () => {
    const asked = await ask(environment, request, 'ada');
    await decideAs('bo', asked);
    const perform = () => Promise.reject(new StepRefused('conflict', 'It is there already.'));
    expect(await refusal(decideAs('cy', asked, { perform }))).toBe('It is there already.');
    const found = await environment.registry.findApproval(asked.id);
    expect(found).toMatchObject({ status: 'pending', decisions: [{ by: 'bo' }] });
    await decideAs('cy', asked);
    expect(done).toEqual([request]);
  });

  it('does not count an officer who may not decide any more', async () => {
    const asked = await ask(environment, request, 'ada');
    await decideAs('bo', asked);
    const mayDecide = async (account: string) => account !== 'bo';
    expect(await decideAs('cy', asked, { mayDecide })).toMatchObject({ status: 'pending' });
    expect(done).toEqual([]);
    expect(await decideAs('di', asked, { mayDecide })).toMatchObject({ status: 'approved' });
    expect(done).toEqual([request]);
  });

  it('is in the trail from the asking to the deciding, bound to the hash', async () => {
    const asked = await ask(environment, request, 'ada');
    await decideAs('bo', asked);
    await decideAs('cy', asked);
    const records = await environment.registry.listAudit({ after: 0, limit: 100 });
    const { id: target, requestHash } = asked;
    expect(records.slice(-3)).toMatchObject([
      { actor: 'ada', operation: 'project.promote.ask', target, details: { requestHash } },
      { actor: 'bo', target, details: { decision: 'approve', requestHash, status: 'pending' } },
      { actor: 'cy', target, details: { decision: 'approve', requestHash, status: 'approved' } },
    ]);
  });

  it('of nothing is not found', async () => {
    const nothing = { id: 'none', requestHash: '' } as Approval;
    expect(await refusal(decideAs('bo', nothing))).toMatch(/no such approval/);
  });
});
