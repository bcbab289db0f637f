/** The one place that reads and the one that writes: gather.ts and record.ts. */
import { Refusal } from '@whorl/contract';
import { describe, expect, it } from 'vitest';
import { createMemoryNetwork } from '../network/memory/memory-network.ts';
import { type Network, NetworkClosed } from '../network/network.ts';
import { element, link, pseudonym } from '../network/testing/calls.ts';
import { gather } from './gather.ts';
import type { Pseudonyms } from './pseudonymise.ts';
import { type Outcome, record } from './record.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const card = element('card', 1);
const cardHolderName = element('name', 2);
const seen: Pseudonyms = {
  elements: { card, cardHolderName },
  links: { 'card-name': link('card-name', card, cardHolderName) },
};
const outcome: Outcome = {
  ...{ id: '6d35e04c-91ca-4124-809e-cead62aa7eaf', projectId: 'p', nowMs, seen },
  report: { insights: {}, signals: {}, model: 'v0' },
  printed: '{"id":"6d35e04c-91ca-4124-809e-cead62aa7eaf"}',
  idempotencyKey: pseudonym(9),
};

describe('what is gathered', () => {
  it('is filed by role and by kind of link', async () => {
    const network = createMemoryNetwork();
    await record(outcome, network);
    const facts = await gather(seen, { network, nowMs: nowMs + 1 });
    expect(Object.keys(facts.elements)).toEqual(['card', 'cardHolderName']);
    expect(facts.elements.card).toMatchObject({ firstSeenMs: nowMs, total: 1 });
    expect(facts.links['card-name']).toMatchObject({ firstSeenMs: nowMs, total: 1 });
  });

  it('leaves out what was never seen', async () => {
    const network = createMemoryNetwork();
    const one = { elements: { card }, links: {} };
    await record({ ...outcome, seen: one }, network);
    const facts = await gather(seen, { network, nowMs });
    expect(Object.keys(facts.elements)).toEqual(['card']);
    expect(facts.links).toEqual({});
  });

  it('carries the identifiers of the device, which nobody stores', async () => {
    const deviceIds = { uDeviceId: `UDID-${'0'.repeat(32)}` };
    const facts = await gather({ ...seen, deviceIds }, { network: createMemoryNetwork(), nowMs });
    expect(facts.deviceIds).toEqual(deviceIds);
  });
});

describe('what is recorded', () => {
  it('is found again by its name', async () => {
    const network = createMemoryNetwork();
    await record(outcome, network);
    const { id, printed } = outcome;
    expect(await network.recall(pseudonym(9), nowMs)).toEqual({ id, answer: printed });
  });

  it('has no name where the caller gave none', async () => {
    const network = createMemoryNetwork();
    await record({ ...outcome, idempotencyKey: undefined }, network);
    expect(await network.recall(pseudonym(9), nowMs)).toBeUndefined();
    expect(await network.size()).toEqual({ elements: 2, links: 1 });
  });
});

describe('a network that does not answer', () => {
  it.each([
    ['a read', 'could not be read', (network: Network) => gather(seen, { network, nowMs })],
    ['a write', 'did not take the record', (network: Network) => record(outcome, network)],
  ])('to %s is 503, worth a retry, with the cause for the log', async (_, note, ask) => {
    const network = createMemoryNetwork();
    await network.close();
    const refusal = await Promise.resolve(ask(network)).catch((reason: unknown) => reason);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ status: 503, retryAfterSeconds: 1 });
    expect((refusal as Refusal).note).toContain(note);
    expect((refusal as Refusal).cause).toBeInstanceOf(NetworkClosed);
  });
});
