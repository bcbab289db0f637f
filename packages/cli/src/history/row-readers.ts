import { UsageError } from '../exit-codes.ts';
import { CsvRows, type Delimiter } from './csv-rows.ts';
import { createEventReader, type ValueOptions } from './event.ts';
import { JsonRows, type Parsed } from './json-rows.ts';
import type { Mapping } from './mapping.ts';
import { didYouMean } from './nearest.ts';
import { planColumns, planPaths } from './plan.ts';
import type { Cells, HistoryRow, Reject } from './row.ts';

/** Makes rows of text as it comes. */
export interface RowReader {
  push(text: string): readonly HistoryRow[];
  /** The rows that were still to come when the text ended. */
  end(): readonly HistoryRow[];
}

/** What rows are made by. */
export interface RowOptions extends ValueOptions {
  readonly mapping: Mapping;
  /** Rows that begin on this line or before it are passed over. */
  readonly afterLine?: number | undefined;
}

/** A file of CSV. */
export interface CsvFile {
  readonly name: string;
  readonly delimiter: Delimiter;
}

type Read<Row> = (row: Row) => HistoryRow;

/** @throws UsageError, when the header comes, if it does not fit the mapping */
export function createCsvReader({ name, delimiter }: CsvFile, options: RowOptions): RowReader {
  const split = new CsvRows(delimiter);
  let read: Read<Cells> | undefined;
  const readAll = (rows: readonly (Cells | Reject)[]) => {
    const [header] = rows;
    if (read !== undefined || header === undefined) return take(rows, { read, ...options });
    read = createCellsReader({ name, header }, options);
    return take(rows.slice(1), { read, ...options });
  };
  return { push: (text) => readAll(split.push(text)), end: () => readAll(split.end()) };
}

function createCellsReader(
  { name, header }: { name: string; header: Cells | Reject },
  options: RowOptions,
): Read<Cells> {
  if ('reject' in header) throw new UsageError(`The first line of ${name} ${header.reject}.`);
  const plan = planColumns(options.mapping, { name, columns: header.cells });
  const read = createEventReader(
    plan.map(({ field }) => field),
    options,
  );
  const indices = plan.map(({ index }) => index);
  const width = header.cells.length;
  return ({ line, cells }) =>
    cells.length === width
      ? read({ line, values: indices.map((index) => cells[index]) })
      : { line, reject: `has ${cells.length} cells where the header has ${width}` };
}

/**
 * A file of JSON Lines.
 *
 * @throws UsageError when the mapping contradicts itself; and, when the first rows come, if none of them has a path
 * that is mapped or one to the time: misspelled, it would be missing throughout
 */
export function createJsonReader(name: string, options: RowOptions): RowReader {
  const split = new JsonRows();
  const plan = planPaths(options.mapping, name);
  const event = createEventReader(
    plan.map(({ field }) => field),
    options,
  );
  const paths = plan.map(({ column }) => ({ column, names: column.split('.') }));
  const read = ({ line, object }: Parsed) =>
    event({ line, values: paths.map((path) => valueAt(object, path)) });
  let isChecked = false;
  const readAll = (rows: readonly (Parsed | Reject)[]) => {
    const objects = isChecked ? [] : rows.flatMap((row) => ('object' in row ? [row.object] : []));
    if (objects.length > 0) requirePaths({ name, objects }, options.mapping);
    isChecked ||= objects.length > 0;
    return take(rows, { read, ...options });
  };
  return { push: (text) => readAll(split.push(text)), end: () => readAll(split.end()) };
}

function requirePaths(
  { name, objects }: { name: string; objects: readonly object[] },
  mapping: Mapping,
) {
  const [first = {}] = objects;
  for (const [field, column] of new Map([['time', 'time'], ...mapping])) {
    const path = { column, names: column.split('.') };
    if (objects.every((object) => valueAt(object, path) === undefined))
      throw new UsageError(
        `None of the first ${objects.length} rows of ${name} has "${column}", which is to give ${field}.${didYouMean(column, Object.keys(first))} Map it with --map ${field}=PATH; where it is rare, write null for it in the first row.`,
      );
  }
}

/** What is under a path, or under a name that has points in it. */
function valueAt(
  object: object,
  { column, names }: { column: string; names: readonly string[] },
): unknown {
  if (Object.hasOwn(object, column)) return object[column as keyof object];
  let value: unknown = object;
  for (const name of names) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name))
      return undefined;
    value = value[name as keyof object];
  }
  return value;
}

/** Reads what is neither rejected nor imported already. */
function take<Row extends Cells | Parsed>(
  rows: readonly (Row | Reject)[],
  { read, afterLine = 0 }: { read: Read<Row> | undefined; afterLine?: number | undefined },
): readonly HistoryRow[] {
  if (read === undefined) return [];
  const left = afterLine === 0 ? rows : rows.filter(({ line }) => line > afterLine);
  return left.map((row) => ('reject' in row ? row : read(row)));
}
