import { text } from 'node:stream/consumers';
import { UsageError } from './exit-codes.ts';
import { readNamed } from './read-text.ts';
import type { Terminal } from './terminal.ts';

/** What a command reads, and from where. */
export interface Input {
  /** A path, or `-` or nothing for standard input. */
  readonly file?: string | undefined;
  /** What is expected there, for the person at the keyboard. */
  readonly what: string;
  readonly stdin?: NodeJS.ReadableStream & { readonly isTTY?: boolean };
}

/** Reads a file or standard input whole. @throws UsageError */
export async function readInput(input: Input, terminal: Terminal): Promise<string> {
  const { file, what, stdin = process.stdin } = input;
  if (file !== undefined && file !== '-') return withoutMark(await readNamed('--file', file));
  if (stdin.isTTY === true)
    terminal.complain(
      `Waiting for ${what} on standard input: type or paste it, then press Ctrl-D.`,
    );
  return withoutMark(await text(stdin));
}

/** Editors on Windows begin files with a byte order mark, which is no JSON (RFC 8259 §8.1). */
const withoutMark = (content: string): string => content.replace(/^\uFEFF/, '');

/**
 * Reads a transaction: a JSON object.
 *
 * @throws UsageError when it is not one; the message quotes nothing of it
 */
export async function readTransaction(
  input: Omit<Input, 'what'>,
  terminal: Terminal,
): Promise<object> {
  const content = await readInput({ ...input, what: 'a transaction (a JSON object)' }, terminal);
  const parsed = parse(content);
  if (parsed.value !== undefined) return parsed.value;
  const source = input.file === undefined || input.file === '-' ? 'standard input' : input.file;
  throw new UsageError(
    `${source} ${parsed.fault}. A transaction is one JSON object, such as that in api/examples/minimal.json.`,
  );
}

function parse(content: string): { value?: object; fault?: string } {
  if (content.trim() === '') return { fault: 'is empty' };
  try {
    const value: unknown = JSON.parse(content);
    if (Array.isArray(value)) return { fault: 'holds a JSON list' };
    if (typeof value === 'object' && value !== null) return { value };
    return { fault: 'holds a single JSON value' };
  } catch (error) {
    return { fault: `is not JSON${placeOf(error)}` };
  }
}

/** Where the platform says that JSON goes wrong; the rest of its message could quote identity. */
function placeOf(error: unknown): string {
  const [, line, column] = /\(line (\d+) column (\d+)\)$/.exec(String(error)) ?? [];
  return line === undefined ? '' : ` (line ${line}, column ${column})`;
}
