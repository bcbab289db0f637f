import { describe, expect, it } from 'vitest';
import { findFile } from '../../packages/cli/src/history/file-bytes.ts';
import { parseMapping } from '../../packages/cli/src/history/mapping.ts';
import { readHistory } from '../../packages/cli/src/history/read-history.ts';
import { hasShared, readShared } from '../support/shared.ts';

const path = 'data/handbook/transactions.csv.gz';

const map = ['time=TX_DATETIME', 'account=CUSTOMER_ID', 'merchant=TERMINAL_ID', 'amount=TX_AMOUNT'];

describe.skipIf(!hasShared)('the history of the handbook of fraud detection', () => {
  it('is read row by row as a plain reading has it', async () => {
    const [, ...lines] = readShared(path).trimEnd().split(/\r?\n/);
    const url = new URL(`../../../shared/${path}`, import.meta.url);
    const { name, read } = await findFile(decodeURI(url.pathname));
    let at = 0;
    let different = 0;
    const reading = readHistory({ name, chunks: read() }, { mapping: parseMapping({ map }) });
    for await (const rows of reading)
      for (const row of rows) {
        const [, time = '', account, merchant, amount] = lines[at]?.split(',') ?? [];
        const expected = [
          at + 2,
          Date.parse(`${time.replace(' ', 'T')}Z`),
          account,
          merchant,
          // Some amounts have the noise of a binary fraction: 346.59999999999997.
          Math.round(Number(amount) * 100) * 100,
        ];
        if ('reject' in row) different += 1;
        else {
          const { hashedAccountId, acquirerMerchantId } = row.members;
          const found = [row.line, row.atMs, hashedAccountId, acquirerMerchantId];
          if ([...found, row.spend?.tenThousandths].join() !== expected.join()) different += 1;
        }
        at += 1;
      }
    expect({ rows: at, different }).toEqual({ rows: 1_754_155, different: 0 });
  });
});
