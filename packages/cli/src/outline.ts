import type { Style } from './terminal.ts';

const indentWidth = 2;

/** Columns at which values start, so that a nested answer still reads as one table. */
const valueColumn = 38;

/**
 * Prints a JSON object as an indented outline of names and values.
 *
 * @example
 * outline({ valid: true, tags: [] }, style); // ['  valid      true', '  tags       none']
 */
export function outline(value: object, style: Style, depth = 1): string[] {
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
    const label = `${' '.repeat(depth * indentWidth)}${name}`;
    if (isObject(member)) return [style.dim(label), ...outline(member, style, depth + 1)];
    return [`${style.dim(label.padEnd(valueColumn))} ${printValue(member)}`];
  });
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const printValue = (value: unknown): string =>
  Array.isArray(value) ? value.join(', ') || 'none' : String(value);
