import type { rejects } from './row.ts';

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Where a row begins, in a text that ends the file or is gone on with. */
export interface Place {
  readonly text: string;
  readonly from: number;
  readonly isFinal: boolean;
}

/** A row, and where the next one begins; or why there is none. */
export type Scanned =
  | { readonly cells: readonly string[]; readonly next: number; readonly hasQuotes: boolean }
  | { readonly fault: keyof typeof rejects };

/**
 * Scans one row (RFC 4180 §2). A text that is gone on with does not end in CR.
 *
 * @param delimiter code of the character between cells
 * @returns nothing when the row's end is not there yet
 */
export function scanRow({ text, from, isFinal }: Place, delimiter: number): Scanned | undefined {
  const cells: string[] = [];
  let hasQuotes = false;
  for (let at = from; ; at += 1) {
    if (text.charCodeAt(at) === quote) {
      hasQuotes = true;
      const closing = closingQuote(text, at + 1);
      if (closing === -1) return isFinal ? { fault: 'unclosed' } : undefined;
      cells.push(text.slice(at + 1, closing).replaceAll('""', '"'));
      at = closing + 1;
    } else {
      const end = plainEnd({ text, from: at }, delimiter);
      if (end === -1) return { fault: 'strayQuote' };
      cells.push(text.slice(at, end));
      at = end;
    }
    if (at >= text.length) return isFinal ? { cells, next: at, hasQuotes } : undefined;
    const code = text.charCodeAt(at);
    if (code === delimiter) continue;
    const width = breakWidth(text, at);
    return width === 0 ? { fault: 'afterQuote' } : { cells, next: at + width, hasQuotes };
  }
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text.charCodeAt(at + 1) === quote) at = text.indexOf('"', at + 2);
  return at;
}

/** Where a cell without quotes ends, or -1 when there is one in it. */
function plainEnd({ text, from }: Omit<Place, 'isFinal'>, delimiter: number): number {
  let at = from;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === delimiter || code === lineFeed || code === carriageReturn) return at;
    if (code === quote) return -1;
  }
  return at;
}

/** How many characters the line break there has: 0 when there is none. */
function breakWidth(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === lineFeed) return 1;
  if (code !== carriageReturn) return 0;
  return text.charCodeAt(at + 1) === lineFeed ? 2 : 1;
}

const lineBreak = /\r\n|\n|\r/g;

/** How many lines end between two places. */
export const countBreaks = (text: string): number => text.match(lineBreak)?.length ?? 0;

/** Where the line after this one begins, or -1 when that is not there yet. */
export function nextLine(text: string, from: number): number {
  lineBreak.lastIndex = from;
  return lineBreak.test(text) ? lineBreak.lastIndex : -1;
}
