import type { Spend } from '@whorl/engine';
import { expect, it } from 'vitest';
import type { CallRecord, ElementRef } from '../network.ts';
import { readOne, recordEach } from './asking.ts';
import { call, element, noonMs } from './calls.ts';
import type { Open } from './contract.ts';

const dayMs = 86_400_000;
const account = element('account', 1);
const category = element('category', 1);

const dollars = (tenThousandths: number): Spend => ({ currency: '840', tenThousandths });
const euros = (tenThousandths: number): Spend => ({ currency: '978', tenThousandths });

/** A purchase of the account, some days before noon. */
const bought = (
  spend: Spend,
  daysAgo = 0,
  elements: readonly ElementRef[] = [account],
): CallRecord => call({ elements, spend, atMs: noonMs - daysAgo * dayMs });

const sumOf = (count: number, tenThousandths: number) => ({ count, tenThousandths });

/** What was spent. */
export function describeAmounts(open: Open): void {
  it('adds amounts up by whole days, exactly', async () => {
    const network = await open();
    const large = 2 ** 50 + 1;
    await recordEach(
      network,
      bought(dollars(large)),
      bought(dollars(2), 1),
      bought(dollars(4), 6),
      bought(dollars(8), 7),
      bought(dollars(16), 29),
      bought(dollars(32), 30),
      bought(dollars(64), 400),
    );
    expect((await readOne(network, account))?.amounts).toEqual({
      currency: '840',
      last1Day: sumOf(1, large),
      last7Days: sumOf(3, large + 6),
      last30Days: sumOf(5, large + 30),
    });
  });

  it('keeps to the currency that was recorded first, and counts the rest as sightings', async () => {
    const network = await open();
    await recordEach(
      network,
      call({ elements: [account] }),
      bought(euros(5)),
      bought(dollars(7), 1),
      bought(euros(1)),
    );
    const sighting = await readOne(network, account);
    expect(sighting?.total).toBe(4);
    expect(sighting?.amounts).toMatchObject({ currency: '978', last7Days: sumOf(2, 6) });
  });

  it('tells the sum of nothing apart from never having seen an amount', async () => {
    const network = await open();
    await network.record(call({ elements: [account] }));
    expect(await readOne(network, account)).not.toHaveProperty('amounts');
    await network.record(bought(dollars(9), 100));
    expect((await readOne(network, account))?.amounts?.last30Days).toEqual(sumOf(0, 0));
    await network.record(bought(dollars(0)));
    expect((await readOne(network, account))?.amounts?.last30Days).toEqual(sumOf(1, 0));
  });

  it('adds them up of accounts, cards and merchants, and of nothing else', async () => {
    const network = await open();
    const rich = (['account', 'card', 'cardParts', 'merchant'] as const).map((kind) =>
      element(kind, 1),
    );
    const others = (['email', 'phone', 'address', 'name', 'ip', 'device', 'category'] as const).map(
      (kind) => element(kind, 1),
    );
    await network.record(bought(dollars(3), 0, [...rich, ...rich, ...others]));
    const reading = await network.read({ elements: rich, links: [], nowMs: noonMs });
    expect(reading.elements.map((one) => one?.amounts?.last1Day)).toEqual(
      rich.map(() => sumOf(1, 3)),
    );
    for (const other of others) expect(await readOne(network, other)).not.toHaveProperty('amounts');
  });

  it('knows the median of a category to 1 %, however large or small amounts are', async () => {
    const network = await open();
    const amounts = [0, 1, 99, 499_900, 1_000_000, 7_777_777, Number.MAX_SAFE_INTEGER];
    for (const [n, amount] of [...amounts].reverse().entries()) {
      await network.record(bought(dollars(amount), 0, [category]));
      const inOrder = amounts.slice(amounts.length - 1 - n);
      const median = (await readOne(network, category))?.median;
      expect(median?.count).toBe(n + 1);
      if (n % 2 === 0) expectClose(median?.tenThousandths, inOrder[n / 2] ?? 0);
    }
  });

  it('has no median without an amount, and of nothing but categories', async () => {
    const network = await open();
    await network.record(call({ elements: [category, account] }));
    expect(await readOne(network, category)).not.toHaveProperty('median');
    await network.record(bought(dollars(5)));
    expect(await readOne(network, account)).not.toHaveProperty('median');
  });
}

function expectClose(told: number | undefined, amount: number): void {
  expect(Math.abs((told ?? Number.NaN) - amount)).toBeLessThanOrEqual(amount * 0.01);
}
