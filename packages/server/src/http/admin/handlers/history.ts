import { setImmediate } from 'node:timers/promises';
import { AdminRefusal, type AdminSchemas, type OperationId } from '@whorl/contract/admin';
import { countHistory } from '../../../environment/count-history.ts';
import type { PastPurchase } from '../../../network/network.ts';
import { toPastPurchase } from '../../../pipeline/past-purchase.ts';
import type { ProjectKeys } from '../../../pipeline/project-keys.ts';
import type { Handler } from '../asked.ts';
import { type GoodRow, judgeRows, rowsATurn } from '../history-rows.ts';
import { keysOf, stepOf } from './network.ts';

/** How far ahead of the clock a purchase may be: clocks differ. */
const aheadMs = 60 * 60_000;

/** Histories that are brought to a project's network. */
export const historyHandlers: {
  readonly [Id in Extract<OperationId, 'network.import' | 'network.show-import'>]: Handler<Id>;
} = {
  async 'network.show-import'(asked) {
    const { import: importId = '' } = asked.parameters;
    if (!/^[0-9a-f]{64}$/.test(importId))
      throw new AdminRefusal('invalid', 'An import is named by 64 lower-case hex digits.');
    const network = await asked.environment().network();
    return { throughLine: await network.historyLine(asked.project().id, importId) };
  },
  async 'network.import'(asked) {
    const { importId, afterLine, throughLine, rows } = asked.body;
    const latestMs = asked.environment().clock.nowMs() + aheadMs;
    const { good, rejected } = await judgeRows(rows, { afterLine, throughLine, latestMs });
    const keys = keysOf(asked);
    const stretch = {
      importId,
      afterLine,
      throughLine,
      // All are judged, so that what comes twice is told the same twice.
      purchasesAfter: async (line: number) =>
        (await keepMemorable(good, { keys, rejected })).filter((purchase) => purchase.line > line),
    };
    const step = stepOf(asked, 'network.import');
    const counted = await countHistory(asked.environment(), stretch, step);
    return { counted, rejected: rejected.toSorted((one, other) => one.line - other.line) };
  },
};

interface Sorting {
  readonly keys: ProjectKeys;
  readonly rejected: AdminSchemas['RejectedRow'][];
}

/** Purchases that hold something to remember; the others join those that were rejected. */
async function keepMemorable(
  rows: readonly GoodRow[],
  { keys, rejected }: Sorting,
): Promise<readonly PastPurchase[]> {
  const purchases: PastPurchase[] = [];
  for (const [at, row] of rows.entries()) {
    if (at % rowsATurn === 0) await setImmediate();
    const purchase = toPastPurchase(row, keys);
    if (purchase.elements.length > 0) purchases.push(purchase);
    else rejected.push({ line: row.line, reason: 'nothing in it can be remembered' });
  }
  return purchases;
}
