/** All that a journal tells, and all that it should. */
import type { CallRecord, HistoryBatch, Pseudonym } from '../../network/network.ts';
import type { CallCursor, CallKind, CallSummary, Journal } from '../journal.ts';

/** What was written to a log. */
export type Written = { readonly call: CallRecord } | { readonly batch: HistoryBatch };

const kinds: readonly CallKind[] = ['call', 'history'];

/** Every row of some projects, the newest first, read page by page. */
export async function allRows(
  journal: Journal,
  projectIds: readonly string[],
  limit = 7,
): Promise<readonly CallSummary[]> {
  const rows: CallSummary[] = [];
  for (const projectId of projectIds)
    for (const kind of kinds) {
      let after: CallCursor | undefined;
      do {
        const page = await journal.list({ projectId, kind, limit, ...(after && { after }) });
        rows.push(...page.calls);
        after = page.next;
      } while (after !== undefined);
    }
  return rows;
}

/** The rows that a log makes: in the order of {@link allRows}. */
export function expectedRows(
  written: readonly Written[],
  projectIds: readonly string[],
  fromMs = 0,
): readonly CallSummary[] {
  const rows = written.flatMap(rowsOf).filter(({ atMs }) => atMs >= fromMs);
  return projectIds.flatMap((projectId) =>
    kinds.flatMap((kind) =>
      rows
        .filter((row) => row.projectId === projectId && row.kind === kind)
        .reverse()
        .sort((one, other) => other.atMs - one.atMs),
    ),
  );
}

function rowsOf(written: Written): readonly CallSummary[] {
  if ('batch' in written) {
    const { projectId, purchases } = written.batch;
    return purchases.map(({ atMs }) => ({ kind: 'history', projectId, atMs }));
  }
  const { id, projectId, atMs, signals } = written.call;
  const score = signals['identityRisk.score'];
  return [{ kind: 'call', projectId, atMs, id, ...(typeof score === 'number' && { score }) }];
}

/** How often each reference of a project's histories was written. */
export function referencesOf(
  written: readonly Written[],
  projectId: string,
): ReadonlyMap<Pseudonym, number> {
  const found = new Map<Pseudonym, number>();
  for (const one of written)
    if ('batch' in one && one.batch.projectId === projectId)
      for (const { reference } of one.batch.purchases)
        if (reference !== undefined) found.set(reference, (found.get(reference) ?? 0) + 1);
  return found;
}
