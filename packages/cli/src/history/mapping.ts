import { UsageError } from '../exit-codes.ts';
import { type HistoryField, historyFields, isHistoryField } from './fields.ts';
import { didYouMean } from './nearest.ts';

/** Which column a field is taken from: a name in the header, or a dotted path into a row of JSON. */
export type Mapping = ReadonlyMap<HistoryField, string>;

/** A mapping as it is given. */
export interface MappingInput {
  /** `field=column`, as often as it was typed. */
  readonly map?: readonly string[];
  /** A JSON object of fields and columns; what was typed goes before it. */
  readonly file?: { readonly name: string; readonly text: string };
}

/**
 * Reads a mapping.
 *
 * @throws UsageError for a field that is none, one that is given twice, and a file that is no JSON object of texts
 * @example
 * parseMapping({ map: ['account=CUSTOMER_ID'] }).get('account'); // 'CUSTOMER_ID'
 */
export function parseMapping({ map = [], file }: MappingInput): Mapping {
  const typed = new Map<HistoryField, string>();
  for (const { field, column } of map.map(parsePair)) {
    if (typed.has(field)) throw new UsageError(`--map gives ${field} twice. Give it once.`);
    typed.set(field, column);
  }
  return new Map([...(file === undefined ? [] : parseFile(file)), ...typed]);
}

function parsePair(pair: string): { field: HistoryField; column: string } {
  const [, field = '', column = ''] = /^([^=]+)=(.+)$/s.exec(pair) ?? [];
  if (column === '')
    throw new UsageError('--map takes field=column, such as --map account=CUSTOMER_ID.');
  return { field: parseField('--map', field.trim()), column: column.trim() };
}

function parseField(source: string, name: string): HistoryField {
  if (isHistoryField(name)) return name;
  throw new UsageError(
    `${source}: "${name}" is no field of a request.${didYouMean(name, historyFields)} Fields are named as in the request, for example billingAddress.addressCity; besides there are time, account, merchant, amount and reference.`,
  );
}

function parseFile({ name, text }: { name: string; text: string }): [HistoryField, string][] {
  const parsed = parseObject(text);
  if (parsed === undefined)
    throw new UsageError(
      `${name} is no mapping. It is a JSON object of fields and columns, such as {"account": "CUSTOMER_ID"}.`,
    );
  return Object.entries(parsed).map(([field, column]) => {
    if (typeof column !== 'string' || column.trim() === '')
      throw new UsageError(`${name}: what ${parseField(name, field)} has is no name of a column.`);
    return [parseField(name, field), column.trim()];
  });
}

function parseObject(text: string): object | undefined {
  try {
    const parsed: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
    return isObject ? parsed : undefined;
  } catch {
    return undefined;
  }
}
