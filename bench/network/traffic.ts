import { createRandom } from '../../test/support/random.ts';
import { createDraw, type Distribution } from './draw.ts';
import type { Event } from './event.ts';
import { createPopulation } from './population.ts';

/** The instant that all traffic leads up to. */
const nowMs = Date.UTC(2026, 10, 24, 12);

const dayMs = 86_400_000;

/** What is sent to every contestant alike: the same for the same number of records. */
export interface Traffic {
  /** How many purchases the history has. */
  readonly historyLength: number;
  /** Half a year of purchases that make the table: everybody once, and as many more by Zipf. */
  history(): Generator<Event>;
  /** Purchases of the last hour. */
  calls(count: number, distribution: Distribution): Generator<Event>;
}

export function createTraffic(records: number): Traffic {
  const population = createPopulation(records);
  const { people } = population;
  const historyLength = 2 * people;
  return {
    historyLength,
    *history() {
      const random = createRandom(1);
      const drawAny = createDraw('uniform', random);
      const drawOften = createDraw('Zipf', random);
      for (let n = 0; n < historyLength; n += 1) {
        const atMs = nowMs - dayMs * (180 - 179 * (n / historyLength));
        const person = n % 2 === 0 ? n / 2 : drawOften(people);
        yield population.purchase(person, Math.floor(atMs), drawAny);
      }
    },
    *calls(count, distribution) {
      const draw = createDraw(distribution, createRandom(2));
      for (let n = 0; n < count; n += 1)
        yield population.purchase(draw(people), nowMs + Math.floor((n / count) * 1_000), draw);
    },
  };
}
