import type { HistoryRow } from './row.ts';

/** What an import came to, so far. */
export interface Tally {
  readonly rows: number;
  readonly rejected: number;
  /** The commonest reasons, the most frequent first. */
  readonly reasons: readonly { readonly reason: string; readonly rows: number }[];
}

/** More different reasons than this are not told apart: there are a few dozen, and one counts cells. */
const maxReasons = 1000;
const toldReasons = 5;

/** Counts rows and the reasons for which they were rejected. */
export class Tallying {
  #rows = 0;
  #rejected = 0;
  readonly #reasons = new Map<string, number>();

  count(rows: readonly HistoryRow[]): void {
    this.#rows += rows.length;
    for (const row of rows) if ('reject' in row) this.#reject(row.reject);
  }

  get tally(): Tally {
    const reasons = [...this.#reasons]
      .map(([reason, rows]) => ({ reason, rows }))
      .sort((one, other) => other.rows - one.rows)
      .slice(0, toldReasons);
    return { rows: this.#rows, rejected: this.#rejected, reasons };
  }

  #reject(reason: string): void {
    this.#rejected += 1;
    const before = this.#reasons.get(reason);
    if (before !== undefined || this.#reasons.size < maxReasons)
      this.#reasons.set(reason, (before ?? 0) + 1);
  }
}

/** What is told when an import is through. Pure. */
export function summarise({ rows, rejected, reasons }: Tally, rejectsPath: string): string[] {
  const taken = `${count(rows - rejected)} of ${count(rows)} rows`;
  if (rejected === 0) return [`Read ${taken}; none was rejected.`];
  return [
    `Read ${taken}; ${count(rejected)} rejected. Line by line, with reasons: ${rejectsPath}`,
    ...reasons.map(({ reason, rows }) => `  ${count(rows)} × ${reason}`),
  ];
}

/** `1,754,155`. */
export const count = (rows: number): string => rows.toLocaleString('en-US');
