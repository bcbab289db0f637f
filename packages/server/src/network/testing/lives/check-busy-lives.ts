import fc from 'fast-check';
import { expect } from 'vitest';
import type { Network } from '../../network.ts';
import { batch, element, link, past, report } from '../calls.ts';
import { type LifeEvent, live } from '../oracle/event.ts';
import { Oracle } from '../oracle/oracle.ts';
import { compareAnswers } from './answers.ts';
import { delays, moves, starts } from './moments.ts';

const card = element('card', 1);
const email = element('email', 1);
const cardEmail = link('card-email', card, email);

/** A hundred purchases of one card, so that its hours and days become many. */
const bursts = fc.record({
  moveMs: moves,
  delaysMs: fc.array(delays, { minLength: 100, maxLength: 100 }),
});

const sketches = fc.record({
  startMs: starts,
  bursts: fc.array(bursts, { minLength: 1, maxLength: 5 }),
});

/**
 * Lets one element be seen, and reported, at hundreds of instants in any order, and asks now and then.
 *
 * @param open a new, empty network, every time
 */
export async function checkBusyLives(open: () => Promise<Network>): Promise<void> {
  const property = fc.asyncProperty(sketches, async (sketch) => {
    const network = await open();
    const oracle = new Oracle();
    let [nowMs, line] = [sketch.startMs, 0];
    for (const { moveMs, delaysMs } of sketch.bursts) {
      nowMs += moveMs;
      for (const event of eventsAt(
        delaysMs.map((delayMs) => nowMs - delayMs),
        line,
      )) {
        oracle.apply(event);
        await live(network, event);
      }
      line += delaysMs.length;
      await compareAnswers({ network, oracle }, { nowMs, limit: 1 });
    }
    expect(await network.verify()).toEqual([]);
    await network.close();
  });
  await fc.assert(property, { numRuns: 10, seed: 1 });
}

/** Purchases of a history behind a line, and a report of one in ten. */
function eventsAt(instants: readonly number[], line: number): readonly LifeEvent[] {
  const seen = { elements: [card, email], links: [cardEmail] };
  const purchases = instants.map((atMs, n) => {
    const spend = { currency: '840', tenThousandths: line + n };
    return past({ ...seen, atMs, spend, line: line + n + 1 });
  });
  const reports = instants
    .filter((_, n) => n % 10 === 0)
    .map(
      (purchaseAtMs): LifeEvent => ({
        type: 'report',
        report: report({ ...seen, purchaseAtMs }),
      }),
    );
  return [{ type: 'history', batch: batch({ purchases }) }, ...reports];
}
