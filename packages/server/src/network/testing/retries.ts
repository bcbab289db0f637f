import { expect, it } from 'vitest';
import { idempotencyWindowMs } from '../network.ts';
import { call, element, noonMs, pseudonym } from './calls.ts';
import type { Open } from './contract.ts';

const key = pseudonym(7);

/** Calls that are made again. */
export function describeRetries(open: Open): void {
  it('recalls an answer under its key for ten minutes, and no longer', async () => {
    const network = await open();
    const recorded = call({ idempotencyKey: key, answer: '{"id":"\\u00e9"}' });
    await network.record(recorded);
    const { id, answer } = recorded;
    expect(await network.recall(key, noonMs)).toEqual({ id, answer });
    const endMs = noonMs + idempotencyWindowMs;
    expect(await network.recall(key, endMs - 1)).toEqual({ id, answer });
    expect(await network.recall(key, endMs)).toBeUndefined();
    expect(await network.recall(pseudonym(8), noonMs)).toBeUndefined();
  });

  it('takes a key again once its answer has expired', async () => {
    const network = await open();
    await network.record(call({ idempotencyKey: key }));
    const again = call({ atMs: noonMs + idempotencyWindowMs, idempotencyKey: key });
    await network.record(again);
    expect(await network.recall(key, again.atMs)).toMatchObject({ id: again.id });
  });

  it('recalls each of many answers, long ones too', async () => {
    const network = await open();
    const calls = Array.from({ length: 50 }, (_, n) =>
      call({ idempotencyKey: pseudonym(n), answer: `{"id":"${'x'.repeat(n * 100)}"}` }),
    );
    await Promise.all(calls.map((one) => network.record(one)));
    for (const { id, answer, idempotencyKey } of calls)
      expect(await network.recall(idempotencyKey ?? key, noonMs)).toEqual({ id, answer });
  });

  it('keeps no answer that was not named', async () => {
    const network = await open();
    const email = element('email', 1);
    await network.record(call({ elements: [email] }));
    expect(await network.recall(email.pseudonym, noonMs)).toBeUndefined();
  });
}
