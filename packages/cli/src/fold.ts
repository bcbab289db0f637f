import { visible } from './visible.ts';

/** How wide lines for a person are, at most, unless one word is wider. */
export const columns = 80;

/** What is between backticks is a command to copy, and stays on one line. */
const word = /`[^`]*`\S*|\S+/g;

/**
 * Folds a text into lines of at most `width` columns, at spaces. Control characters, which a service's
 * own words might hold, do not reach the terminal.
 *
 * @example
 * fold('one two three', 8); // ['one two', 'three']
 */
export function fold(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const [next] of visible(text).matchAll(word)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + next.length <= width)
      lines[lines.length - 1] = `${last} ${next}`;
    else lines.push(next);
  }
  return lines;
}

/** Folds a text and indents every line of it. */
export const foldIndented = (text: string, indent: number): string[] =>
  fold(text, columns - indent).map((line) => ' '.repeat(indent) + line);
