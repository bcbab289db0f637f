/**
 * The network against the Fraud Detection Handbook's 1,754,155 simulated transactions: what it knows of account and
 * merchant before each of 10,000 of them equals what counting the file's rows gives, to the unit.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseMapping } from '../../packages/cli/src/history/mapping.ts';
import { readHistory } from '../../packages/cli/src/history/read-history.ts';
import type { HistoryEvent, HistoryRow } from '../../packages/cli/src/history/row.ts';
import { openEmbeddedNetwork } from '../../packages/server/src/network/embedded/embedded-network.ts';
import type { Network, PastPurchase } from '../../packages/server/src/network/network.ts';
import { createStorageKey } from '../../packages/server/src/network/storage-key.ts';
import { toPastPurchase } from '../../packages/server/src/pipeline/past-purchase.ts';
import { deriveProjectKeys } from '../../packages/server/src/pipeline/project-keys.ts';
import { hasShared, sharedBytes } from '../support/shared.ts';

const samples = 10_000;
const dayMs = 86_400_000;
const importId = 'a'.repeat(64);

/** The file's rows as they are, column by column. */
interface Rows {
  readonly days: Int32Array;
  readonly amounts: Float64Array;
  readonly byAccount: ReadonlyMap<string, readonly number[]>;
  readonly byMerchant: ReadonlyMap<string, readonly number[]>;
  readonly accounts: readonly string[];
  readonly merchants: readonly string[];
}

/** Read without any code of ours: the reader of histories is under test as well. */
function readRows(text: string): Rows {
  const lines = text.trimEnd().split('\n').slice(1);
  const [days, amounts] = [new Int32Array(lines.length), new Float64Array(lines.length)];
  const [byAccount, byMerchant] = [new Map<string, number[]>(), new Map<string, number[]>()];
  const [accounts, merchants]: [string[], string[]] = [[], []];
  lines.forEach((line, n) => {
    const [, time = '', account = '', merchant = '', amount = ''] = line.split(',');
    days[n] = Math.floor(Date.parse(`${time.slice(0, 10)}T00:00:00Z`) / dayMs);
    amounts[n] = Math.round(Number(amount) * 10_000);
    accounts.push(account);
    merchants.push(merchant);
    add(byAccount, account, n);
    add(byMerchant, merchant, n);
  });
  return { days, amounts, byAccount, byMerchant, accounts, merchants };
}

function add(rows: Map<string, number[]>, key: string, n: number): void {
  const known = rows.get(key);
  if (known === undefined) rows.set(key, [n]);
  else known.push(n);
}

/** How many of some rows lie before a row, in its day and the n − 1 before, and the sum of their amounts. */
function countBefore({ days, amounts }: Rows, of: readonly number[], row: number) {
  const today = days[row] as number;
  const within = (length: number) => {
    const found = of.filter((n) => n < row && (days[n] as number) > today - length);
    return {
      count: found.length,
      tenThousandths: found.reduce((sum, n) => sum + (amounts[n] as number), 0),
    };
  };
  return { last1Day: within(1), last7Days: within(7), last30Days: within(30) };
}

/** Rows at random, but the same ones each time, in their order. */
function sampleRows(count: number): readonly number[] {
  let state = 20_181_001;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % count;
  };
  const chosen = new Set<number>();
  while (chosen.size < samples) chosen.add(next());
  return [...chosen].sort((one, other) => one - other);
}

describe.skipIf(!hasShared)('the handbook’s transactions', () => {
  let folder: string;
  let network: Network;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'whorl-handbook-'));
    network = await openEmbeddedNetwork({
      folder,
      storageKey: createStorageKey(Buffer.alloc(16, 7)),
    });
  });
  afterAll(async () => {
    await network.close();
    await rm(folder, { recursive: true });
  });

  it('are counted and added up as counting the file does', async () => {
    const packed = sharedBytes('data/handbook/transactions.csv.gz');
    const rows = readRows(gunzipSync(packed).toString());
    const chosen = sampleRows(rows.days.length);
    const keys = deriveProjectKeys({
      networkKey: Buffer.alloc(32, 1),
      deviceKey: Buffer.alloc(32, 2),
    });
    let row = 0;
    let checked = 0;
    let batch: PastPurchase[] = [];

    async function keep(): Promise<void> {
      const throughLine = batch.at(-1)?.line ?? 0;
      const kept = { projectId: 'handbook', importId, purchases: batch, throughLine };
      batch = [];
      await network.recordHistory(kept);
    }

    async function check(purchase: PastPurchase): Promise<void> {
      if (batch.length > 0) await keep();
      const kinds = ['account', 'merchant'] as const;
      const elements = kinds.map((kind) => purchase.elements.find((one) => one.kind === kind));
      const reading = await network.read({
        elements: elements.filter((one) => one !== undefined),
        links: [],
        nowMs: purchase.atMs,
      });
      const [account, merchant] = reading.elements;
      const of = [
        rows.byAccount.get(rows.accounts[row] ?? ''),
        rows.byMerchant.get(rows.merchants[row] ?? ''),
      ];
      for (const [n, sighting] of [account, merchant].entries()) {
        const expected = countBefore(rows, of[n] ?? [], row);
        const { currency: _, ...amounts } = sighting?.amounts ?? { currency: '' };
        const none = { count: 0, tenThousandths: 0 };
        const nothing = { last1Day: none, last7Days: none, last30Days: none };
        expect({ row, ...nothing, ...amounts }).toEqual({ row, ...expected });
        expect(sighting?.counts.last1Day ?? 0).toBe(expected.last1Day.count);
        expect(sighting?.counts.last7Days ?? 0).toBe(expected.last7Days.count);
        expect(sighting?.counts.last30Days ?? 0).toBe(expected.last30Days.count);
      }
      checked += 1;
    }

    const mapping = parseMapping({
      map: ['account=CUSTOMER_ID', 'merchant=TERMINAL_ID', 'amount=TX_AMOUNT', 'time=TX_DATETIME'],
    });
    const chunks = (async function* () {
      yield packed;
    })();
    for await (const some of readHistory({ name: 'handbook', chunks }, { mapping }))
      for (const event of some) {
        const purchase = toPastPurchase(toRow(event), keys);
        if (row === chosen[checked]) await check(purchase);
        batch.push(purchase);
        if (batch.length === 5_000) await keep();
        row += 1;
      }
    await keep();
    expect({ row, checked }).toEqual({ row: 1_754_155, checked: samples });
    expect(await network.historyLine('handbook', importId)).toBe(1_754_156);
    expect(await network.verify()).toEqual([]);
  }, 300_000);
});

function toRow(event: HistoryRow): HistoryEvent {
  if ('reject' in event) throw new Error(`Line ${event.line} was rejected: ${event.reject}.`);
  return event;
}
