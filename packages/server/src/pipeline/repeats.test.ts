import { Refusal } from '@whorl/contract';
import { describe, expect, it } from 'vitest';
import { createMemoryNetwork } from '../network/memory/memory-network.ts';
import { idempotencyWindowMs, type RecordedAnswer } from '../network/network.ts';
import { call, pseudonym } from '../network/testing/calls.ts';
import { createRepeats } from './repeats.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const key = pseudonym(1);

/** Work that is counted, and records as the pipeline does. */
function open() {
  const network = createMemoryNetwork();
  const repeats = createRepeats(network);
  let done = 0;
  const work = async (): Promise<RecordedAnswer> => {
    done += 1;
    const recorded = { id: `id-${done}`, answer: `{"id":"id-${done}"}` };
    await network.record(call({ ...recorded, atMs: nowMs, idempotencyKey: key }));
    return recorded;
  };
  return { network, repeats, work, done: () => done };
}

describe('calls of one name', () => {
  it('at the same time are answered once', async () => {
    const { repeats, work, done } = open();
    const all = await Promise.all(Array.from({ length: 20 }, () => repeats.once(key, nowMs, work)));
    expect(done()).toBe(1);
    expect(new Set(all.map(({ answer }) => answer)).size).toBe(1);
    expect(all.filter(({ repeated }) => !repeated)).toHaveLength(1);
  });

  it('later find the recorded answer', async () => {
    const { repeats, work, done } = open();
    const first = await repeats.once(key, nowMs, work);
    const again = await repeats.once(key, nowMs + idempotencyWindowMs - 1, work);
    expect(again).toEqual({ ...first, repeated: true });
    expect(done()).toBe(1);
  });

  it('after ten minutes count anew', async () => {
    const { repeats, work, done } = open();
    await repeats.once(key, nowMs, work);
    const later = await repeats.once(key, nowMs + idempotencyWindowMs, work);
    expect(later).toMatchObject({ id: 'id-2', repeated: false });
    expect(done()).toBe(2);
  });

  it('share a failure while it happens, but it is not kept', async () => {
    const { repeats, work } = open();
    const fail = () => Promise.reject(new Error('no'));
    const attempts = [repeats.once(key, nowMs, fail), repeats.once(key, nowMs, fail)];
    const outcomes = await Promise.allSettled(attempts);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await repeats.once(key, nowMs, work)).toMatchObject({ id: 'id-1', repeated: false });
  });
});

it('calls of different names, or of none, always count', async () => {
  const { repeats, work, done } = open();
  await repeats.once(undefined, nowMs, work);
  await repeats.once(undefined, nowMs, work);
  await repeats.once(pseudonym(2), nowMs, work);
  expect(done()).toBe(3);
});

it('a named call is not answered by chance when what was recorded cannot be read', async () => {
  const { network, repeats, work, done } = open();
  await network.close();
  const error = await repeats.once(key, nowMs, work).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Refusal);
  expect((error as Refusal).status).toBe(503);
  expect(done()).toBe(0);
});
