import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Deadline, NetworkLate, systemTimer, withDeadline } from './deadline.ts';
import { createMemoryNetwork } from './memory/memory-network.ts';
import type { Network } from './network.ts';
import { call, element, pseudonym } from './testing/calls.ts';
import { wrapNetwork } from './wrapper.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const email = element('email', 1);
const query = { elements: [email], links: [], nowMs };

/** Answers after the deadline of {@link strict}, by the machine's own timers. */
const slow = (network: Network): Network =>
  wrapNetwork(network, async (ask) => {
    await setTimeout(60);
    return ask();
  });

const strict: Deadline = { readMs: 1, timer: systemTimer };
const patient: Deadline = { readMs: 60_000, timer: systemTimer };

let network: Network;
beforeEach(() => {
  network = createMemoryNetwork();
});
afterEach(() => network.close());

describe('a deadline', () => {
  it.each([
    ['read', (late: Network) => late.read(query)],
    ['linkedNames', (late: Network) => late.linkedNames([email], 64)],
    ['recall', (late: Network) => late.recall(pseudonym(1), nowMs)],
  ])('ends the wait for %s', async (method, ask) => {
    const error = await ask(withDeadline(slow(network), strict)).catch((reason) => reason);
    expect(error).toBeInstanceOf(NetworkLate);
    expect(error.message).toContain(`did not answer ${method} within 1 ms`);
  });

  it('that is kept changes nothing', async () => {
    await network.record(call({ atMs: nowMs, elements: [email] }));
    const reading = await withDeadline(slow(network), patient).read(query);
    expect(reading).toEqual(await network.read(query));
  });

  it('hands on what went wrong before it', async () => {
    await network.close();
    const reading = withDeadline(network, patient).read(query);
    await expect(reading).rejects.toMatchObject({ name: 'NetworkClosed' });
  });

  it('never cuts off a change: who asked for it hears that it was made', async () => {
    const changed = withDeadline(slow(network), strict);
    await changed.record(call({ atMs: nowMs, elements: [email] }));
    expect((await network.read(query)).elements[0]?.total).toBe(1);
    expect((await changed.erase([email], nowMs)).elements).toBe(1);
  });

  it('is of every question by itself, a thousand at once', async () => {
    const halting = withDeadline(slow(network), strict);
    const asked = Array.from({ length: 1_000 }, () => halting.read(query));
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
  });

  it('leaves no timer behind once it was answered', async () => {
    let running = 0;
    const timer: Deadline['timer'] = (durationMs, ring) => {
      const callOff = systemTimer(durationMs, ring);
      running += 1;
      return () => {
        running -= 1;
        callOff();
      };
    };
    const quick = withDeadline(network, { readMs: 60_000, timer });
    await Promise.all([quick.read(query), quick.recall(pseudonym(1), nowMs)]);
    expect(running).toBe(0);
  });
});
