/**
 * What a network is loaded with while it is killed: events by number. Who knows the number knows the event, so
 * that a process which sends them and one that looks for them afterwards need not talk.
 */
import type { LinkKind } from '@whorl/engine';
import type {
  ElementRef,
  Purchase,
  SeenLink,
} from '../../../packages/server/src/network/network.ts';
import {
  batch,
  call,
  element,
  importId,
  link,
  name,
  noonMs,
  past,
  pseudonym,
  report,
} from '../../../packages/server/src/network/testing/calls.ts';
import type { LifeEvent } from '../../../packages/server/src/network/testing/oracle/event.ts';
import { below, createRandom } from '../../support/random.ts';

/** How many events are under way at once. */
export const lanes = 16;

/** Histories that are imported again and again. */
export const importIds = [importId(1), importId(2)] as const;

const dayMs = 86_400_000;
const markFrom = 2n ** 96n;

/** Names an event: nothing else has it. Its kind is one that nothing is linked to. */
export const markOf = (number: number): ElementRef => ({
  kind: 'emailDomain',
  pseudonym: pseudonym(markFrom + BigInt(number)),
});

/** The number of the event that has it. */
export function numberOf({ kind, pseudonym: hex }: ElementRef): number | undefined {
  const number = BigInt(`0x${hex}`) - markFrom;
  return kind === 'emailDomain' && number >= 0n ? Number(number) : undefined;
}

/** Ends that links join, a few of each kind, so that they meet again; everything that is asked about. */
const few = 6;
const joined = [
  ['card-name', 'card', 'name'],
  ['email-name', 'email', 'name'],
  ['billing-shipping', 'address', 'address'],
  ['ip-card', 'ip', 'card'],
  ['device-account', 'device', 'account'],
] as const satisfies readonly (readonly [LinkKind, ElementRef['kind'], ElementRef['kind']])[];

const everyOf = (kind: ElementRef['kind']): readonly ElementRef[] =>
  Array.from({ length: few }, (_, n) => element(kind, n));

export const hotElements: readonly ElementRef[] = [
  ...new Set([...joined.flatMap(([, from, to]) => [from, to]), 'merchant', 'category'] as const),
].flatMap(everyOf);

export const hotLinks: readonly SeenLink[] = joined.flatMap(([kind, from, to]) =>
  everyOf(from).flatMap((one) => everyOf(to).map((other) => link(kind, one, other))),
);

/** When an event takes place: later ones later, and all of a while within the ten minutes of retries. */
export const instantOf = (number: number): number => noonMs + number * 10;

type Random = () => number;

const pick = <Row>(random: Random, rows: readonly Row[]): Row =>
  rows[below(random, rows.length)] as Row;

/** Some links with their ends, one merchant, one category, and the mark. */
function purchaseOf(number: number, random: Random): Purchase {
  const links = Array.from({ length: 1 + below(random, 3) }, (): SeenLink => {
    const one = pick(random, hotLinks);
    return one.kind.endsWith('-name') ? { ...one, name: name(below(random, 9)) } : one;
  });
  return {
    atMs: instantOf(number),
    elements: [
      ...links.flatMap(({ from, to }) => [from, to]),
      element('merchant', below(random, few)),
      element('category', below(random, few)),
      markOf(number),
    ],
    links,
    spend: { currency: '840', tenThousandths: below(random, 1e6) },
  };
}

const idOf = (number: number): string =>
  `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;

/** The key of an event's call, whether it has one or not. */
export const keyOf = (number: number) => pseudonym(2n ** 100n + BigInt(number));

function callOf(number: number, random: Random): LifeEvent {
  const answer = `{"id":"${idOf(number)}","text":"${'x'.repeat(below(random, 600))}"}`;
  const isNamed = random() < 0.5;
  const purchase = purchaseOf(number, random);
  const named = { id: idOf(number), answer, ...(isNamed && { idempotencyKey: keyOf(number) }) };
  return { type: 'call', call: call({ ...purchase, ...named }) };
}

/** A few lines further on in one of the histories. */
function historyOf(number: number, random: Random): LifeEvent {
  const lines = 1 + below(random, 20);
  const purchases = Array.from({ length: lines }, (_, n) => {
    const purchase = purchaseOf(number, random);
    const atMs = noonMs - below(random, 200) * dayMs;
    return past({ ...purchase, atMs, line: number * 100 + n + 1, reference: pseudonym(number) });
  });
  const throughLine = number * 100 + 50;
  const read = batch({ importId: pick(random, importIds), purchases, throughLine });
  return { type: 'history', batch: read };
}

function reportOf(number: number, random: Random): LifeEvent {
  const { elements, links } = purchaseOf(number, random);
  const purchaseAtMs = noonMs - below(random, 100) * dayMs;
  const change = random() < 0.7 ? ('reported' as const) : ('withdrawn' as const);
  return { type: 'report', report: report({ elements, links, purchaseAtMs, change }) };
}

/** The event whose mark is erased by that of a number: one of so long ago that it is not under way any more. */
export const victimOf = (number: number): number => number - lanes * 4;

/** The event of a number: in a whole world of its own for each seed. */
export function eventOf(number: number, seed: number): LifeEvent {
  const random = createRandom(seed * 1_000_003 + number);
  const chance = random();
  if (chance < 0.75) return callOf(number, random);
  if (chance < 0.87) return historyOf(number, random);
  if (chance < 0.97) return reportOf(number, random);
  const elements = [pick(random, hotElements), markOf(number), markOf(victimOf(number))];
  return { type: 'erase', elements, nowMs: instantOf(number) };
}
