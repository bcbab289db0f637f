import { type Asker, openAsker } from '../ask.ts';
import { UsageError } from '../exit-codes.ts';
import { readInput } from '../input.ts';
import { withoutLineEnd } from '../read-text.ts';
import type { Terminal } from '../terminal.ts';
import {
  type ElementName,
  type ElementRow,
  elementNames,
  elementRows,
  type Members,
} from './kinds.ts';

/** Which kind was chosen: one of them, by an option without a value. */
export type ElementChoice = { readonly [Name in ElementName]?: boolean };

/** An element as the admin API is asked about it. */
export interface NamedElement {
  readonly name: ElementName;
  readonly role: ElementRow['role'];
  readonly members: Members;
}

/**
 * Reads which element is meant: of whoever sits at the terminal, else from standard input. Never from an
 * argument: see secret-arguments.ts.
 *
 * @throws UsageError, which repeats nothing of it
 */
export async function readElement(
  choice: ElementChoice,
  terminal: Terminal,
): Promise<NamedElement> {
  const name = chosen(choice);
  const row: ElementRow = elementRows[name];
  const given = withoutLineEnd(await readGiven(row, terminal)).trim();
  if (given === '') throw new UsageError(`Nothing was given: ${row.what} was expected.`);
  return { name, role: row.role, members: toMembers(given, row) };
}

function chosen(choice: ElementChoice): ElementName {
  const [name, other] = elementNames.filter((one) => choice[one] === true);
  if (name !== undefined && other === undefined) return name;
  const all = elementNames.map((one) => `--${one}`).join(', ');
  throw new UsageError(`Say what it is, with one of ${all}.`);
}

async function readGiven(row: ElementRow, terminal: Terminal): Promise<string> {
  const asker: Asker | undefined = openAsker();
  const form = row.read === undefined ? `, as JSON: ${row.example}` : '';
  if (asker !== undefined) return asker.line(`${capital(row.what)}${form}:`);
  return readInput({ what: row.what }, terminal);
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** Reads what was given as members of a request. @throws UsageError, which repeats nothing of it */
export function toMembers(given: string, row: ElementRow): Members {
  if (given.startsWith('{')) return row.place(parseObject(given, row));
  if (row.read !== undefined) return row.read(given);
  throw new UsageError(`Give ${row.what} as JSON: ${row.example}.`);
}

function parseObject(text: string, { what, example }: ElementRow): Members {
  try {
    return JSON.parse(text) as Members;
  } catch {
    throw new UsageError(
      `What was given for ${what} begins like JSON and is none. It would be ${example}.`,
    );
  }
}
