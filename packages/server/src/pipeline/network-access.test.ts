/** The one place that reads and the one that writes: gather.ts and record.ts. */
import { Refusal } from '@whorl/contract';
import { toSubject } from '@whorl/engine';
import { beforeEach, describe, expect, it } from 'vitest';
import { systemTimer, withDeadline } from '../network/deadline.ts';
import { createMemoryNetwork } from '../network/memory/memory-network.ts';
import { type CallRecord, type Network, NetworkClosed } from '../network/network.ts';
import { pseudonym } from '../network/testing/calls.ts';
import { gather } from './gather.ts';
import { deriveProjectKeys } from './project-keys.ts';
import { pseudonymise } from './pseudonymise.ts';
import { type Outcome, record } from './record.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const keys = deriveProjectKeys({
  networkKey: Buffer.alloc(32, 1),
  deviceKey: Buffer.alloc(32, 2),
});
const accountDetails = { accountNumber: '4111111111111111' };
const seen = pseudonymise(toSubject({ accountDetails, cardHolderName: 'Avery Morgan' }), keys);
const outcome: Outcome = {
  ...{ id: '6d35e04c-91ca-4124-809e-cead62aa7eaf', projectId: 'p', nowMs, seen },
  facts: { elements: {}, links: {} },
  report: { insights: {}, signals: {}, model: 'v0' },
  printed: '{"id":"6d35e04c-91ca-4124-809e-cead62aa7eaf"}',
  idempotencyKey: pseudonym(9),
};

let network: Network;
beforeEach(() => {
  network = createMemoryNetwork();
});

describe('what is gathered', () => {
  it('is filed by role, links by the roles of their ends', async () => {
    await record(outcome, network);
    const facts = await gather(seen, { network, nowMs: nowMs + 1 });
    expect(Object.keys(facts.elements).toSorted()).toEqual(['card', 'cardHolderName']);
    expect(facts.elements.card).toMatchObject({ firstSeenMs: nowMs, total: 1 });
    expect(facts.links['card-cardHolderName']).toMatchObject({ firstSeenMs: nowMs, total: 1 });
    expect(facts.nameMatches).toEqual({ card: 'match' });
  });

  it('leaves out what was never seen', async () => {
    const one = pseudonymise(toSubject({ accountDetails }), keys);
    await record({ ...outcome, seen: one }, network);
    const facts = await gather(seen, { network, nowMs });
    expect(Object.keys(facts.elements)).toEqual(['card']);
    expect(facts.links).toEqual({});
  });

  it('carries the identifiers of the device, which nobody stores', async () => {
    const deviceIds = { uDeviceId: `UDID-${'0'.repeat(32)}` };
    const facts = await gather({ ...seen, deviceIds }, { network, nowMs });
    expect(facts.deviceIds).toEqual(deviceIds);
  });
});

/** What the network is given of a call whose facts were gathered first. */
async function recordKnowing(known: Network): Promise<CallRecord | undefined> {
  let given: CallRecord | undefined;
  const listening: Network = {
    ...network,
    record: async (call) => {
      given = call;
    },
  };
  const facts = await gather(seen, { network: known, nowMs });
  await record({ ...outcome, facts }, listening);
  return given;
}

describe('what is recorded', () => {
  it('is found again by its name', async () => {
    await record(outcome, network);
    const { id, printed } = outcome;
    expect(await network.recall(pseudonym(9), nowMs)).toEqual({ id, answer: printed });
  });

  it('has no name where the caller gave none', async () => {
    await record({ ...outcome, idempotencyKey: undefined }, network);
    expect(await network.recall(pseudonym(9), nowMs)).toBeUndefined();
    expect(await network.size()).toMatchObject({ elements: 2, links: 1 });
  });

  it('tells the names of new links, and of no others', async () => {
    const name = seen.nameTokens['card-cardHolderName']?.();
    expect((await recordKnowing(network))?.links).toEqual([
      { ...seen.links['card-cardHolderName'], name },
    ]);
    await record(outcome, network);
    expect((await recordKnowing(network))?.links).toEqual([seen.links['card-cardHolderName']]);
    const { elements } = seen;
    const linked = await network.linkedNames(elements.card ? [elements.card] : [], 64);
    expect(linked).toEqual([[name]]);
  });

  it('says what was spent', async () => {
    const spend = { currency: '840', tenThousandths: 499_900 };
    await record({ ...outcome, seen: { ...seen, spend } }, network);
    const { elements } = await gather(seen, { network, nowMs });
    expect(elements.card?.amounts?.last1Day).toEqual({ count: 1, tenThousandths: 499_900 });
  });

  it('loses no count, however many calls of one customer there are at once', async () => {
    const calls = Array.from({ length: 1_000 }, async (_, n) => {
      const facts = await gather(seen, { network, nowMs });
      const idempotencyKey = pseudonym(n);
      await record({ ...outcome, facts, idempotencyKey }, network);
    });
    await Promise.all(calls);
    const facts = await gather(seen, { network, nowMs });
    expect(facts.elements.card).toMatchObject({ total: 1_000, partners: { 'card-name': 1 } });
    expect(facts.links['card-cardHolderName']?.total).toBe(1_000);
  });
});

const refusalOf = async (work: Promise<unknown>): Promise<Refusal> => {
  const refusal = await work.catch((reason: unknown) => reason);
  expect(refusal).toBeInstanceOf(Refusal);
  expect(refusal).toMatchObject({ status: 503, retryAfterSeconds: 1 });
  return refusal as Refusal;
};

describe('a network that does not answer', () => {
  it.each([
    ['a read', 'could not be read', (closed: Network) => gather(seen, { network: closed, nowMs })],
    ['a write', 'did not take the record', (closed: Network) => record(outcome, closed)],
  ])('to %s is 503, worth a retry, with the cause for the log', async (_, note, ask) => {
    await network.close();
    const refusal = await refusalOf(Promise.resolve(ask(network)));
    expect(refusal.note).toContain(note);
    expect(refusal.cause).toBeInstanceOf(NetworkClosed);
  });

  it('in time is 503 too, whichever of its trips is late', async () => {
    await record(outcome, network);
    const other = pseudonymise(toSubject({ accountDetails, cardHolderName: 'R. Stone' }), keys);
    const never = () => new Promise<never>(() => undefined);
    for (const late of [{ read: never }, { linkedNames: never }]) {
      const halting = withDeadline({ ...network, ...late }, { readMs: 20, timer: systemTimer });
      const refusal = await refusalOf(gather(other, { network: halting, nowMs }));
      expect(refusal.cause).toMatchObject({ name: 'NetworkLate' });
    }
  });
});
