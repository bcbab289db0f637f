import { type Column, type Table, table } from './table.ts';
import { tell } from './tell.ts';
import type { Terminal } from './terminal.ts';

/** How things of one kind are listed. */
export interface Listing<Row> {
  /** The event that each is, for programs. */
  readonly event: string;
  readonly columns: readonly Column<Row>[];
  /** What is said where there are none. */
  readonly none: string;
}

/** Lists things: a table for a person, an event each for a program. */
export function list<Row extends Readonly<Record<string, unknown>>>(
  { rows, event, columns, none }: Listing<Row> & Pick<Table<Row>, 'rows'>,
  terminal: Terminal,
): void {
  for (const row of rows) terminal.emit(event, row);
  if (rows.length === 0) tell(none, terminal);
  else for (const line of table({ columns, rows }, terminal.style)) terminal.say(line);
}
