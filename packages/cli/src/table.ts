import { columns as terminalColumns } from './fold.ts';
import type { Style } from './terminal.ts';
import { visible } from './visible.ts';

/** One column of a table. The last one of a table goes on below itself where it is too long. */
export interface Column<Row> {
  readonly title: string;
  of(row: Row): string;
}

/** What is printed. */
export interface Table<Row> {
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
}

const gap = '  ';
const narrowest = 12;

/**
 * Prints rows as an aligned table within the width of a terminal.
 *
 * @example
 * table({ columns: [{ title: 'name', of: ({ name }) => name }], rows: projects }, style);
 */
export function table<Row>({ columns, rows }: Table<Row>, style: Style): string[] {
  const cells = rows.map((row) => columns.map(({ of }) => visible(of(row))));
  const titles = columns.map(({ title }) => title);
  const widths = titles.map((title, at) =>
    Math.max(title.length, ...cells.map((line) => line[at]?.length ?? 0)),
  );
  const isTitled = titles.some((title) => title !== '');
  const head = isTitled ? printRow(titles, widths).map((line) => style.dim(line)) : [];
  return [...head, ...cells.flatMap((line) => printRow(line, widths))];
}

function printRow(cells: readonly string[], widths: readonly number[]): string[] {
  const first = cells.slice(0, -1).map((cell, at) => cell.padEnd(widths[at] ?? 0) + gap);
  const start = first.join('');
  const [head = '', ...rest] = broken(
    cells.at(-1) ?? '',
    Math.max(narrowest, terminalColumns - start.length),
  );
  const indent = ' '.repeat(start.length);
  return [(start + head).trimEnd(), ...rest.map((line) => indent + line)];
}

/** At spaces where there are some, anywhere else otherwise. */
function broken(text: string, width: number): string[] {
  if (text.length <= width) return [text];
  const space = text.lastIndexOf(' ', width);
  const end = space > 0 ? space : width;
  return [text.slice(0, end), ...broken(text.slice(end).trimStart(), width)];
}
