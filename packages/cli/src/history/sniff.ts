import { UsageError } from '../exit-codes.ts';
import type { Delimiter } from './csv-rows.ts';

/** What a text is, by its beginning. */
export interface Sniffed {
  /** What was read of it to tell. */
  readonly head: string;
  readonly format: 'csv' | 'json';
  /** Of CSV, what is most often in its first line outside of quotes. */
  readonly delimiter: Delimiter;
}

/** A first line is no longer than this, in characters, as far as it is looked at. */
const maxHead = 64 * 1024;

/**
 * Reads as much of a text as tells what it is: JSON Lines begins with a brace.
 *
 * @throws UsageError when there is nothing in it, or one JSON list
 */
export async function sniff(text: AsyncIterator<string>, name: string): Promise<Sniffed> {
  let head = '';
  while (!hasLine(head) && head.length < maxHead) {
    const next = await text.next();
    if (next.done) break;
    head += next.value;
  }
  const start = head.trimStart();
  if (start === '') throw new UsageError(`${name} is empty.`);
  if (start.startsWith('['))
    throw new UsageError(
      `${name} is one JSON list. Write each object on a line of its own, for example with jq -c '.[]'.`,
    );
  return { head, format: start.startsWith('{') ? 'json' : 'csv', delimiter: delimiterOf(start) };
}

const hasLine = (head: string): boolean => /[\r\n]/.test(head.trimStart());

const delimiters = [',', ';', '\t'] as const satisfies readonly Delimiter[];

/** The first of them, where none is more frequent. */
function delimiterOf(start: string): Delimiter {
  const [line = ''] = start
    .slice(0, maxHead)
    .replace(/"[^"]*"/g, '')
    .split(/[\r\n]/, 1);
  const count = (delimiter: Delimiter) => line.split(delimiter).length;
  return delimiters.reduce((best, next) => (count(next) > count(best) ? next : best));
}
