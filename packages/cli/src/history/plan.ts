import { UsageError } from '../exit-codes.ts';
import { type HistoryField, historyFields, isHistoryField, sameFields } from './fields.ts';
import type { Mapping } from './mapping.ts';
import { didYouMean } from './nearest.ts';

/** Which fields a file gives, and where each is found. */
export interface Planned {
  readonly field: HistoryField;
  /** The column's name, or the path into a row of JSON. */
  readonly column: string;
}

/** The same for CSV: where in a row each field's cell is. */
export interface PlannedColumn extends Planned {
  readonly index: number;
}

/** A header, and whose it is. */
export interface Header {
  readonly name: string;
  readonly columns: readonly string[];
}

/**
 * Plans how a CSV file is read. A column that is not mapped and is called like a field is taken as that field,
 * unless another column gives it.
 *
 * @throws UsageError when a mapped column is not there or is there twice, when two columns give the same field,
 * and when none gives the time. A file without a header has somebody's identity there: of a header, only a name
 * close to one that was typed is repeated.
 */
export function planColumns(mapping: Mapping, header: Header): readonly PlannedColumn[] {
  const columns = header.columns.map((column) => column.trim());
  const find = (column: string) => indexOf(column, { ...header, columns });
  const mapped = [...mapping].map(([field, column]) => ({ field, column, index: find(column) }));
  const taken = new Set(mapped.map(({ index }) => index));
  const named = columns
    .filter((column, index) => isFree(column, mapping) && !taken.has(index))
    .map((column) => ({ field: column as HistoryField, column, index: find(column) }));
  const plan = [...mapped, ...named];
  refuseSame(plan, header.name);
  requireTime(plan, header.name);
  return plan;
}

/**
 * Plans how JSON Lines is read: the mapped paths, and every other field under its own. What a row does not have is
 * absent; of two names for one field that a row has, the request's counts.
 *
 * @throws UsageError when two paths are mapped to the same field
 */
export function planPaths(mapping: Mapping, name: string): readonly Planned[] {
  const mapped = [...mapping].map(([field, column]) => ({ field, column }));
  const taken = new Set(mapping.values());
  const named = historyFields
    .filter((field) => isFree(field, mapping) && !taken.has(field))
    .map((field) => ({ field, column: field }));
  refuseSame(mapped, name);
  return [...mapped, ...named];
}

/** Whether a name is that of a field which the mapping does not give already, under either of its names. */
const isFree = (name: string, mapping: Mapping): name is HistoryField =>
  isHistoryField(name) &&
  !mapping.has(name) &&
  !sameFields.some((pair) => pair.includes(name as never) && pair.some((one) => mapping.has(one)));

function indexOf(column: string, { name, columns }: Header): number {
  const index = columns.indexOf(column);
  if (index === -1)
    throw new UsageError(`${name} has no column "${column}".${didYouMean(column, columns)}`);
  if (columns.includes(column, index + 1))
    throw new UsageError(`${name} has the column "${column}" twice. Rename one of them.`);
  return index;
}

function refuseSame(plan: readonly Planned[], name: string): void {
  const fields = new Set<HistoryField>(plan.map(({ field }) => field));
  const [own, other] = sameFields.find((pair) => pair.every((field) => fields.has(field))) ?? [];
  if (own !== undefined)
    throw new UsageError(
      `${own} and ${other} are the same, and ${name} would give both. Give one, for example with --map ${own}=COLUMN.`,
    );
}

function requireTime(plan: readonly Planned[], name: string): void {
  if (!plan.some(({ field }) => field === 'time'))
    throw new UsageError(
      `No column of ${name} gives the time of a purchase. Name it with --map time=COLUMN; the first line holds the columns' names.`,
    );
}
