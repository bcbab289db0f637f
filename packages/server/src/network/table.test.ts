import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { createTable } from './table.ts';
import { call, element, link, pseudonym } from './testing/calls.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const noonMs = Date.UTC(2026, 10, 24, 12);

describe('the table', () => {
  it('does not grow while the same customer comes back, retries and all', () => {
    const table = createTable();
    const [card, name] = [element('card', 1), element('name', 1)];
    const elements = [card, name, ...Array.from({ length: 12 }, (_, n) => element('email', n))];
    const links = [link('card-name', card, name)];
    const repeat = (from: number, to: number): number => {
      for (let n = from; n < to; n += 1) {
        const answer = String(n).padEnd(1_000);
        const atMs = noonMs + n * 2_000;
        table.apply(call({ atMs, elements, links, answer, idempotencyKey: pseudonym(n) }));
      }
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const warmBytes = repeat(0, 2_000);
    expect(repeat(2_000, 102_000) - warmBytes).toBeLessThan(2_000_000);
    expect(table.size()).toEqual({ elements: 14, links: 1 });
  });
});
