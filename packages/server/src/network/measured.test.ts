import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withDeadline } from './deadline.ts';
import { type MeasuredNetwork, measured } from './measured.ts';
import { createMemoryNetwork } from './memory/memory-network.ts';
import { type Network, NetworkFull } from './network.ts';
import { call, element } from './testing/calls.ts';
import { wrapNetwork } from './wrapper.ts';

const query = { elements: [element('email', 1)], links: [], nowMs: 0 };

let nowMs: number;
const clock = { monotonicMs: () => nowMs };

/** Takes as long as it is told, by the tests' clock. */
const taking = (durationsMs: readonly number[]): Network => {
  const next = durationsMs[Symbol.iterator]();
  return wrapNetwork(network, (ask) => {
    nowMs += next.next().value ?? 0;
    return ask();
  });
};

let network: Network;
beforeEach(() => {
  nowMs = 1_000;
  network = createMemoryNetwork();
});
afterEach(() => network.close());

const none = { late: 0, full: 0, closed: 0, failed: 0 };

const failures = async (asked: Promise<unknown>): Promise<void> => {
  await expect(asked).rejects.toThrow();
};

describe('the figures of a network', () => {
  it('are nothing before it was asked anything', () => {
    const empty = { count: 0 };
    expect(measured(network, clock).figures()).toEqual({
      ...{ read: empty, record: empty, refusals: none },
    });
  });

  it('tell the median and the slowest of a hundred, within a hundredth', async () => {
    const durationsMs = Array.from({ length: 1_000 }, (_, n) => (n % 100 < 2 ? 40 : 0.25));
    const network = measured(taking(durationsMs), clock);
    for (const _ of durationsMs) await network.read(query);
    const { read, record } = network.figures();
    expect(read.count).toBe(1_000);
    expect(Math.abs((read.p50Us ?? 0) / 250 - 1)).toBeLessThanOrEqual(0.01);
    expect(Math.abs((read.p99Us ?? 0) / 40_000 - 1)).toBeLessThanOrEqual(0.01);
    expect(record).toEqual({ count: 0 });
  });

  it('keep reads and records apart, and time nothing else', async () => {
    const network = measured(taking([1, 2, 3]), clock);
    await network.record(call());
    await network.size();
    await network.read(query);
    const { read, record } = network.figures();
    expect([read.count, record.count]).toEqual([1, 1]);
    expect(Math.abs((record.p50Us ?? 0) / 1_000 - 1)).toBeLessThanOrEqual(0.01);
    expect(Math.abs((read.p50Us ?? 0) / 3_000 - 1)).toBeLessThanOrEqual(0.01);
  });

  it('count refusals by kind, and no time of theirs', async () => {
    const never = () => new Promise<never>(() => undefined);
    const full = async () => {
      throw new NetworkFull();
    };
    const failing = async () => {
      throw new Error('The disk is on fire.');
    };
    const ringAtOnce = (_: number, ring: () => void) => {
      queueMicrotask(ring);
      return () => undefined;
    };
    const troubled = { ...network, read: never, record: full, size: failing };
    const patience = { readMs: 50, timer: ringAtOnce };
    const figured: MeasuredNetwork = measured(withDeadline(troubled, patience), clock);
    await failures(figured.read(query));
    await failures(figured.record(call()));
    await failures(figured.size());
    await network.close();
    await failures(figured.countCalls('p'));
    expect(figured.figures()).toEqual({
      ...{ read: { count: 0 }, record: { count: 0 } },
      refusals: { late: 1, full: 1, closed: 1, failed: 1 },
    });
  });
});
