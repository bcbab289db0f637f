/** The rows of a history as they come: each is judged by itself. Reasons repeat nothing of what a row holds. */
import { setImmediate } from 'node:timers/promises';
import { type RequestMembers, readMembers } from '@whorl/contract';
import { AdminRefusal, type AdminSchemas } from '@whorl/contract/admin';

type RejectedRow = AdminSchemas['RejectedRow'];

const longestReference = 64;

/** So many rows are read in one turn, a few milliseconds: calls are answered between them. */
export const rowsATurn = 16;

/** A row that can be counted. */
export interface GoodRow {
  readonly line: number;
  readonly atMs: number;
  readonly members: RequestMembers;
  readonly spend?: { readonly currency: string; readonly tenThousandths: number };
  readonly reference?: string;
}

/** Which lines a stretch of a history may have, and how late its purchases may be. */
export interface Bounds {
  readonly afterLine: number;
  readonly throughLine: number;
  readonly latestMs: number;
}

/** Rows, sorted. */
export interface JudgedRows {
  readonly good: readonly GoodRow[];
  readonly rejected: RejectedRow[];
}

/**
 * Judges rows.
 *
 * @throws AdminRefusal `invalid` where lines do not rise within the bounds: then it is not known which they are
 */
export async function judgeRows(rows: readonly unknown[], bounds: Bounds): Promise<JudgedRows> {
  const good: GoodRow[] = [];
  const rejected: RejectedRow[] = [];
  let before = bounds.afterLine;
  for (const [at, row] of rows.entries()) {
    if (at % rowsATurn === 0) await setImmediate();
    const line = lineOf(row);
    if (line === undefined || line <= before || line > bounds.throughLine)
      throw new AdminRefusal(
        'invalid',
        'Each row has a line, higher than that of the row before it: from afterLine + 1 to throughLine.',
      );
    before = line;
    const judged = judge(row as Unread, bounds);
    if (typeof judged === 'string') rejected.push({ line, reason: judged });
    else good.push(judged);
  }
  return { good, rejected };
}

function lineOf(row: unknown): number | undefined {
  const line = typeof row === 'object' && row !== null && 'line' in row ? row.line : undefined;
  return Number.isSafeInteger(line) ? (line as number) : undefined;
}

/** A row of which only the line is known to be one. */
interface Unread {
  readonly line: number;
  readonly atMs?: unknown;
  readonly members?: unknown;
  readonly spend?: unknown;
  readonly reference?: unknown;
}

/** @returns the row, or why it is none */
function judge({ line, atMs, members, spend, reference }: Unread, bounds: Bounds) {
  const inTime = judgeTime(atMs, bounds);
  if (typeof inTime === 'string') return inTime;
  const read = readMembers(members);
  if (read.faults !== undefined)
    return `${read.faults.map((path) => path || 'members').join(', ')}: not as a request has it`;
  if (spend !== undefined && !isSpend(spend)) return 'spend: not a currency and a whole number';
  if (reference !== undefined && !isReference(reference))
    return `reference: not 1 to ${longestReference} characters`;
  return {
    line,
    atMs: inTime,
    members: read.members,
    ...(spend !== undefined && { spend }),
    ...(reference !== undefined && { reference }),
  };
}

function judgeTime(atMs: unknown, { latestMs }: Bounds): number | string {
  if (!Number.isSafeInteger(atMs) || (atMs as number) < 0) return 'time: not Unix milliseconds';
  if ((atMs as number) <= latestMs) return atMs as number;
  return 'time: more than an hour ahead of the clock of the service';
}

function isSpend(spend: unknown): spend is NonNullable<GoodRow['spend']> {
  const { currency, tenThousandths } = (spend ?? {}) as Record<string, unknown>;
  const isAmount = Number.isSafeInteger(tenThousandths) && (tenThousandths as number) >= 0;
  return isAmount && typeof currency === 'string' && /^\d{3}$/.test(currency);
}

const isReference = (reference: unknown): reference is string =>
  typeof reference === 'string' &&
  reference !== '' &&
  reference.length <= longestReference &&
  reference.isWellFormed();
