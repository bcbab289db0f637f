/** wire.md's rule of matchToName, case by case, over a real network. */
import { type NameMatch, toSubject } from '@whorl/engine';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryNetwork } from '../network/memory/memory-network.ts';
import type { Network, PastPurchase } from '../network/network.ts';
import { wrapNetwork } from '../network/wrapper.ts';
import { gather } from './gather.ts';
import { type HistoryRow, toPastPurchase } from './past-purchase.ts';
import { deriveProjectKeys } from './project-keys.ts';
import { pseudonymise } from './pseudonymise.ts';

const nowMs = Date.UTC(2026, 10, 24, 12);
const keysOf = (byte: number) =>
  deriveProjectKeys({ networkKey: Buffer.alloc(32, byte), deviceKey: Buffer.alloc(32, byte) });
const keys = keysOf(1);
const primaryEmail = 'avery@example.com';

type Members = HistoryRow['members'];

const phone = (subscriber: string) => ({ cc: '1', subscriber });

let network: Network;
let lookUps: number;
let line: number;
beforeEach(() => {
  lookUps = 0;
  line = 0;
  network = wrapNetwork(createMemoryNetwork(), (ask, method) => {
    if (method === 'linkedNames') lookUps += 1;
    return ask();
  });
});

async function see(...seen: readonly Members[]): Promise<void> {
  const purchases = seen.map((members): PastPurchase => {
    line += 1;
    return toPastPurchase({ line, atMs: nowMs, members }, keys);
  });
  const importId = '0'.repeat(64);
  await network.recordHistory({ projectId: 'p', importId, purchases, throughLine: line });
}

async function matchesOf(members: Members, by = keys) {
  const { nameMatches } = await gather(pseudonymise(toSubject(members), by), { network, nowMs });
  return nameMatches ?? {};
}

/** What was seen before, what is asked, and what it comes to for the e-mail address. */
type Case = readonly [
  what: string,
  seen: readonly Members[],
  asked: Members,
  match: NameMatch | undefined,
];

const named = (cardHolderName: string): Members => ({ primaryEmail, cardHolderName });

const cases: readonly Case[] = [
  ['no name', [named('Avery Morgan')], { primaryEmail }, undefined],
  ['no such element', [named('Avery Morgan')], { cardHolderName: 'Avery Morgan' }, undefined],
  ['an element never seen', [], named('Avery Morgan'), 'not-found'],
  ['one never seen with a name', [{ primaryEmail }], named('Avery Morgan'), 'not-found'],
  ['its name', [named('Avery Morgan')], named('Avery Morgan'), 'match'],
  ['its name in another order', [named('Avery Morgan')], named('MORGAN, AVERY'), 'match'],
  ['a nickname', [named('William Harbour')], named('Bill Harbour'), 'match'],
  ['another spelling', [named('Katherine Smith')], named('Catherine Smyth'), 'match'],
  ['a middle name more', [named('Avery Morgan')], named('Avery June Morgan'), 'match'],
  ['another given name', [named('Avery Morgan')], named('Robert Morgan'), 'no-match'],
  ['another name', [named('Avery Morgan')], named('Robert Stone'), 'no-match'],
  ['the only part', [named('Avery')], named('Avery Morgan'), 'match'],
  [
    'an older of its names',
    [named('Avery Morgan'), named('Robert Stone')],
    named('Avery Morgan'),
    'match',
  ],
  [
    'like an older of its names',
    [named('William Harbour'), named('Robert Stone')],
    named('Bill Harbour'),
    'match',
  ],
  [
    'its name as the second one',
    [named('Avery Morgan')],
    { ...named('Robert Stone'), secondaryName: 'Avery Morgan' },
    'match',
  ],
  [
    'a nickname as the second one',
    [named('William Harbour')],
    { ...named('Robert Stone'), secondaryName: 'Bill Harbour' },
    'match',
  ],
  [
    'a name that others have',
    [{ primaryEmail: 'other@example.com', cardHolderName: 'Avery Morgan' }, named('Robert Stone')],
    named('Avery Morgan'),
    'no-match',
  ],
];

describe('of an element asked with', () => {
  it.each(cases)('%s', async (_, seen, asked, match) => {
    await see(...seen);
    expect((await matchesOf(asked)).primaryEmail).toBe(match);
  });
});

it('every role that names are linked to has a match of its own', async () => {
  const whole: Members = {
    ...{ primaryEmail, secondaryEmail: 'a.morgan@example.net', cardHolderName: 'Avery Morgan' },
    ...{ homePhone: phone('2015550123'), mobilePhone: phone('2025550142') },
    workPhone: phone('2075550163'),
    billingAddress: { addressLine1: '12 Harbour St', addressCity: 'Reading' },
    shippingAddress: { addressLine1: '48 Mill Lane', addressCity: 'Reading' },
    accountDetails: { accountNumber: '4111111111111111' },
  };
  const expected = (match: NameMatch) => ({
    ...{ primaryEmail: match, secondaryEmail: match },
    ...{ homePhone: match, mobilePhone: match, workPhone: match },
    ...{ billingAddress: match, shippingAddress: match, card: match },
  });
  expect(await matchesOf(whole)).toEqual(expected('not-found'));
  await see(whole);
  expect(await matchesOf(whole)).toEqual(expected('match'));
  expect(await matchesOf({ ...whole, cardHolderName: 'Robert Stone' })).toEqual(
    expected('no-match'),
  );
});

it('every element of one call is told by what is known of it', async () => {
  const homePhone = phone('2015550123');
  await see(named('Avery Morgan'), { homePhone, cardHolderName: 'Robert Stone' });
  const call = { ...named('Avery Morgan'), homePhone, workPhone: phone('2025550142') };
  const expected = { primaryEmail: 'match', homePhone: 'no-match', workPhone: 'not-found' };
  expect(await matchesOf(call)).toEqual(expected);
});

describe('the names of elements', () => {
  it('are asked for in one trip, and only where counts do not tell', async () => {
    await see(named('Avery Morgan'));
    await matchesOf(named('Avery Morgan'));
    await matchesOf({ primaryEmail: 'new@example.com', cardHolderName: 'Avery Morgan' });
    expect(lookUps).toBe(0);
    await see({ homePhone: phone('2015550123'), cardHolderName: 'Avery Morgan' });
    await matchesOf({ ...named('Robert Stone'), homePhone: phone('2015550123') });
    expect(lookUps).toBe(1);
  });

  it('are unknown to another project', async () => {
    await see(named('Avery Morgan'));
    const other = await matchesOf(named('Avery Morgan'), keysOf(2));
    expect(other.primaryEmail).toBe('not-found');
  });
});

it('of many names the order in which they were seen is nothing', async () => {
  const names = ['Avery Morgan', 'Robert Stone', 'William Harbour', 'June Field'];
  const orders = fc.shuffledSubarray(names, { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(orders, fc.nat(1_000_000), async (seen, n) => {
      const email = `someone-${n}-${seen.length}-${line}@example.com`;
      await see(...seen.map((cardHolderName) => ({ primaryEmail: email, cardHolderName })));
      const asked = await matchesOf({ primaryEmail: email, cardHolderName: 'Bill Harbour' });
      expect(asked.primaryEmail).toBe(seen.includes('William Harbour') ? 'match' : 'no-match');
    }),
    { numRuns: 50 },
  );
});
