import { describe, expect, it } from 'vitest';
import { createTurns } from './turns.ts';

describe('work that is done in turn', () => {
  it('is done one at a time, in its order, whatever takes longer', async () => {
    const inTurn = createTurns();
    const said: string[] = [];
    const work = (name: string, turns: number) => async () => {
      said.push(`${name} begins`);
      for (let turn = 0; turn < turns; turn += 1) await undefined;
      said.push(`${name} ends`);
      return name;
    };
    const done = await Promise.all([inTurn(work('slow', 50)), inTurn(work('quick', 1))]);
    expect(done).toEqual(['slow', 'quick']);
    expect(said).toEqual(['slow begins', 'slow ends', 'quick begins', 'quick ends']);
  });

  it('goes on after a failure, which is told to whoever asked', async () => {
    const inTurn = createTurns();
    const failed = inTurn(() => Promise.reject(new Error('full')));
    const next = inTurn(async () => 'done');
    await expect(failed).rejects.toThrow('full');
    expect(await next).toBe('done');
  });
});
