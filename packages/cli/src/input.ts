import { text } from 'node:stream/consumers';
import { readText } from './credentials.ts';
import { CommandError } from './exit-codes.ts';

/** Reads a file, or standard input for `-` or nothing. */
export const readInput = (path: string | undefined): Promise<string> =>
  path === undefined || path === '-' ? text(process.stdin) : readText(path);

/**
 * Reads a transaction: a JSON object.
 *
 * @throws CommandError `usage` when it is not one
 */
export async function readTransaction(path: string | undefined): Promise<object> {
  const source = path === undefined || path === '-' ? 'standard input' : path;
  const content = await readInput(path);
  try {
    const parsed: unknown = JSON.parse(content);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed;
  } catch {
    // Told below, in the same words as a JSON value of another kind.
  }
  throw new CommandError(
    'usage',
    `${source} is not a JSON object. A transaction looks like api/examples/minimal.json.`,
  );
}
