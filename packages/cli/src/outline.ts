import { columns, fold } from './fold.ts';
import type { Style } from './terminal.ts';

const indentWidth = 2;

/** Columns at which values start, so that a nested answer still reads as one table. */
const valueColumn = 37;

/**
 * Prints a JSON object as an indented outline of names and values. Long values go on below themselves.
 *
 * @example
 * outline({ valid: true, tags: [] }, style); // ['  valid      true', '  tags       none']
 */
export function outline(value: object, style: Style, depth = 1): string[] {
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
    const label = `${' '.repeat(depth * indentWidth)}${name}`;
    if (isObject(member)) return [style.dim(label), ...outline(member, style, depth + 1)];
    const [first = '', ...rest] = printValue(member);
    const line = `${style.dim(label.padEnd(valueColumn - 1))} ${first}`;
    return [line, ...rest.map((more) => ' '.repeat(valueColumn) + more)];
  });
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The lines of one value: every item of a list begins its own. */
const printValue = (value: unknown): string[] => {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const lines = items.flatMap((item) => fold(String(item), columns - valueColumn));
  return lines.length === 0 && Array.isArray(value) ? ['none'] : lines;
};
