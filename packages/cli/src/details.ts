import { columns, fold } from './fold.ts';
import type { Style, Terminal } from './terminal.ts';

/** A name and its value, or several; without any it is left out. */
export type Detail = readonly [
  name: string,
  value: string | number | readonly string[] | undefined,
];

const indent = '  ';

/** Columns at which values start, unless one is too long to begin there. */
const valueColumn = 20;

/**
 * Prints what is known of one thing: names, and values beside them. A fingerprint, which is too long to
 * stand beside its name, stands below it.
 */
export const details = (rows: readonly Detail[], style: Style): string[] =>
  rows.flatMap(([name, value]) => {
    if (value === undefined) return [];
    const lines = [value].flat().flatMap((one) => fold(String(one), columns - valueColumn));
    const fits = lines.every((line) => line.length <= columns - valueColumn);
    const label = style.dim(`${indent}${name}`.padEnd(valueColumn - 1));
    const [first = '–', ...rest] = lines;
    if (!fits) return [label.trimEnd(), ...lines.map((line) => indent + indent + line)];
    return [`${label} ${first}`, ...rest.map((line) => ' '.repeat(valueColumn) + line)];
  });

/** Says what is known of one thing. */
export function sayDetails(rows: readonly Detail[], { say, style }: Terminal): void {
  for (const line of details(rows, style)) say(line);
}
