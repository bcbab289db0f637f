import { expect, it } from 'vitest';
import { readOne, recordEach } from './asking.ts';
import { batch, call, element, importId, link, name, noonMs, past, pseudonym } from './calls.ts';
import type { Open } from './contract.ts';

const dayMs = 86_400_000;
const account = element('account', 1);
const merchant = element('merchant', 1);

/** Purchases of one account on these lines. */
const onLines = (...lines: readonly number[]) =>
  lines.map((line) => past({ line, atMs: noonMs - line * dayMs, elements: [account] }));

/** What an import counts. */
export function describeHistories(open: Open): void {
  it('counts a history as if its purchases had been calls', async () => {
    const network = await open();
    const [card, holder] = [element('card', 1), element('name', 1)];
    const purchase = past({
      atMs: noonMs - 3 * dayMs,
      elements: [card, holder, merchant],
      links: [{ ...link('card-name', card, holder), name: name(1) }],
      spend: { currency: '840', tenThousandths: 5 },
      reference: pseudonym(9),
    });
    await network.recordHistory(batch({ purchases: [purchase] }));
    expect(await readOne(network, card)).toMatchObject({
      firstSeenMs: noonMs - 3 * dayMs,
      total: 1,
      counts: { last1Day: 0, last7Days: 1 },
      amounts: { currency: '840', last7Days: { count: 1, tenThousandths: 5 } },
      partners: { 'card-name': 1 },
    });
    expect(await network.linkedNames([card], 1)).toEqual([[name(1)]]);
    expect(await network.countCalls('project')).toBe(0);
  });

  it('counts a batch once that comes twice', async () => {
    const network = await open();
    const one = batch({ purchases: onLines(1, 2, 3) });
    await network.recordHistory(one);
    await network.recordHistory(one);
    expect((await readOne(network, account))?.total).toBe(3);
  });

  it('counts of a batch only the lines behind those that it counted', async () => {
    const network = await open();
    await network.recordHistory(batch({ purchases: onLines(1, 4) }));
    await network.recordHistory(batch({ purchases: onLines(3, 4, 5, 9) }));
    expect((await readOne(network, account))?.total).toBe(4);
    expect(await network.historyLine('project', importId(1))).toBe(9);
  });

  it('knows how far a history was read, rejected lines and all, and never goes back', async () => {
    const network = await open();
    const line = () => network.historyLine('project', importId(1));
    expect(await line()).toBe(0);
    await network.recordHistory(batch({ purchases: onLines(2), throughLine: 7 }));
    expect(await line()).toBe(7);
    await network.recordHistory(batch({ throughLine: 20 }));
    expect(await line()).toBe(20);
    await network.recordHistory(batch({ purchases: onLines(5), throughLine: 5 }));
    expect(await line()).toBe(20);
    expect((await readOne(network, account))?.total).toBe(1);
  });

  it('reads each history of each project for itself', async () => {
    const network = await open();
    const purchases = onLines(1);
    await network.recordHistory(batch({ purchases }));
    await network.recordHistory(batch({ purchases, importId: importId(2), throughLine: 5 }));
    await network.recordHistory(batch({ purchases, projectId: 'other', throughLine: 9 }));
    expect((await readOne(network, account))?.total).toBe(3);
    expect(await network.historyLine('project', importId(1))).toBe(1);
    expect(await network.historyLine('project', importId(2))).toBe(5);
    expect(await network.historyLine('other', importId(1))).toBe(9);
  });

  it('takes the currency of whichever was recorded first, not of what took place first', async () => {
    const network = await open();
    const spend = { currency: '978', tenThousandths: 4 };
    await network.record(call({ elements: [account], spend }));
    const earlier = { currency: '840', tenThousandths: 6 };
    const purchases = [past({ atMs: noonMs - dayMs, elements: [account], spend: earlier })];
    await network.recordHistory(batch({ purchases }));
    expect((await readOne(network, account))?.amounts).toMatchObject({
      currency: '978',
      last7Days: { count: 1, tenThousandths: 4 },
    });
  });

  it('takes ten thousand purchases at once, and as many batches at a time as come', async () => {
    const network = await open();
    const lines = Array.from({ length: 10_000 }, (_, n) => n + 1);
    const large = lines.map((line) => past({ line, elements: [account, element('card', line)] }));
    await network.recordHistory(batch({ purchases: large }));
    const many = lines
      .slice(0, 100)
      .map((n) => batch({ importId: importId(n + 1), purchases: onLines(1) }));
    await Promise.all(many.map((one) => network.recordHistory(one)));
    await recordEach(network, call({ elements: [account] }));
    expect((await readOne(network, account))?.total).toBe(10_101);
    expect((await readOne(network, element('card', 10_000)))?.total).toBe(1);
  });
}
