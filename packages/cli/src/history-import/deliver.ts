import type { AdminSchemas } from '@whorl/contract/admin';
import { type AdminApi, answerOf } from '../admin/client.ts';
import type { EnvironmentName } from '../admin/with-admin.ts';
import type { HistoryRow, Reject } from '../history/row.ts';
import type { Batch } from './batches.ts';

/** Where a history goes. */
export interface Destination {
  readonly api: AdminApi;
  readonly path: { readonly environment: EnvironmentName; readonly project: string };
  readonly importId: string;
}

/** What became of a batch. */
export interface Delivered {
  /** Those that were counted now. */
  readonly counted: number;
  /** Each row of the batch, as it was taken or rejected on either side. */
  readonly rows: readonly HistoryRow[];
  /** Those of them that were rejected, in the order of their lines. */
  readonly rejects: readonly Reject[];
  readonly throughLine: number;
}

/**
 * Sends batches in their order: the next is read while one is on its way, and sent when that one was counted.
 *
 * @param afterLine the line through which the history was counted before
 */
export async function* deliver(
  batches: AsyncIterable<Batch>,
  { afterLine, ...destination }: Destination & { readonly afterLine: number },
): AsyncGenerator<Delivered> {
  let underWay: Promise<Delivered> | undefined;
  let before = afterLine;
  for await (const batch of batches) {
    if (underWay !== undefined) yield await underWay;
    underWay = send(batch, { ...destination, afterLine: before });
    // It is awaited with the next batch; until then nobody would hear of a failure.
    underWay.catch(() => undefined);
    before = batch.throughLine;
  }
  if (underWay !== undefined) yield await underWay;
}

async function send(
  batch: Batch,
  { api, path, importId, afterLine }: Destination & { readonly afterLine: number },
): Promise<Delivered> {
  const { throughLine } = batch;
  const body = { importId, afterLine, throughLine, rows: [] };
  const answer = await answerOf(
    api.POST('/v1/{environment}/projects/{project}/network/imports', {
      params: { path },
      body,
      // Rows were printed when they were measured.
      bodySerializer: () => printBody(body, batch.printed),
    }),
  );
  return { ...settle(batch, answer), throughLine };
}

function settle(
  { events, rejects }: Batch,
  { counted, rejected }: AdminSchemas['HistoryCounted'],
): Omit<Delivered, 'throughLine'> {
  const refused = rejected.map(({ line, reason }): Reject => ({ line, reject: reason }));
  const all = [...rejects, ...refused].toSorted((one, other) => one.line - other.line);
  const lines = new Set(refused.map(({ line }) => line));
  const taken = refused.length === 0 ? events : events.filter(({ line }) => !lines.has(line));
  return { counted, rows: [...taken, ...all], rejects: all };
}

/** A replacement that is a function: texts of rows may have what `replace` reads as a pattern of its own. */
const printBody = (body: object, rows: readonly string[]): string =>
  JSON.stringify(body).replace('"rows":[]', () => `"rows":[${rows.join(',')}]`);
