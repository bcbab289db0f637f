import type { Draw } from './draw.ts';
import { type Event, type EventLink, elementsOfCall, idBytes, linksOfCall } from './event.ts';
import { mix } from './mix.ts';

/** Elements and links that each person adds to the table, those that are shared counted in part. */
const recordsOfPerson = 20.8;

/** Everybody who buys: each with one of nearly everything, and some of it shared with others. */
export interface Population {
  readonly people: number;
  /** A purchase of one person at a merchant that is drawn. */
  purchase(person: number, atMs: number, draw: Draw): Event;
}

const kinds = Uint8Array.from(elementsOfCall, (kind) => elementsOfCall.indexOf(kind));
const links = linksOfCall.map(
  ([kind, from, to]): EventLink => [linksOfCall.findIndex(([other]) => other === kind), from, to],
);

/** A population of which a table that has seen everybody holds about so many records. */
export function createPopulation(records: number): Population {
  const people = Math.max(1, Math.round(records / recordsOfPerson));
  const shared = (perPerson: number) => Math.max(10, Math.round(people * perPerson));
  const pools = { names: shared(0.25), ips: shared(0.5), merchants: shared(0.01) };
  const domains = Math.min(100_000, shared(0.01));
  return {
    people,
    purchase(person, atMs, draw) {
      const ip = mix(person + 1) % pools.ips;
      const merchant = draw(pools.merchants);
      const numbers = [
        ...[person, person, 2 * person, 2 * person + 1],
        ...[mix(person + 2) % pools.names, ip, person, person, person],
        ...[mix(person + 3) % domains, Math.floor(ip / 8), merchant, merchant % 300],
      ];
      return { atMs, kinds, ids: idsOf(numbers), links };
    },
  };
}

/** Identifiers of the n-th of each kind. */
function idsOf(numbers: readonly number[]): Buffer {
  const ids = Buffer.allocUnsafe(numbers.length * idBytes);
  numbers.forEach((number, at) => {
    const salt = mix((kinds[at] ?? 0) + 1);
    for (let word = 0; word < idBytes / 4; word += 1)
      ids.writeUInt32LE(mix(number ^ mix(salt + word)), at * idBytes + word * 4);
  });
  return ids;
}
