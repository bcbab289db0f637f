import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs } from '../testing/stage.ts';
import { createKnownOrigins } from './origins.ts';

const ada = 'ada@example.com';

describe('the origins from which somebody came in', () => {
  it('are known for seven days, of that account alone', () => {
    let nowMs = 0;
    const known = createKnownOrigins(() => nowMs);
    known.add(ada, '192.0.2.7');
    nowMs = 7 * dayMs - 1;
    expect(known.has(ada, '192.0.2.7')).toBe(true);
    expect(known.has(ada, '192.0.2.8')).toBe(false);
    expect(known.has('bob@example.com', '192.0.2.7')).toBe(false);
    nowMs += 1;
    expect(known.has(ada, '192.0.2.7')).toBe(false);
  });

  it('are known for seven days more after each time', () => {
    let nowMs = 0;
    const known = createKnownOrigins(() => nowMs);
    for (; nowMs < 30 * dayMs; nowMs += 5 * dayMs) known.add(ada, '192.0.2.7');
    expect(known.has(ada, '192.0.2.7')).toBe(true);
  });

  it('are networks: of IPv6 the /64', () => {
    const known = createKnownOrigins(() => 0);
    known.add(ada, '2001:db8:1:2::7');
    expect(known.has(ada, '2001:db8:1:2:ffff::1')).toBe(true);
    expect(known.has(ada, '2001:db8:1:3::7')).toBe(false);
  });

  it('are the eight latest, however many there were', () => {
    const origins = Array.from({ length: 20 }, (_, at) => `192.0.2.${at}`);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...origins), { maxLength: 60 }), (visits) => {
        const known = createKnownOrigins(() => 0);
        for (const origin of visits) known.add(ada, origin);
        const latest = new Set([...new Set(visits.toReversed())].slice(0, 8));
        for (const origin of origins) expect(known.has(ada, origin)).toBe(latest.has(origin));
      }),
    );
  });
});
