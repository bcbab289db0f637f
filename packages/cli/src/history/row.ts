/** What becomes of a row of a file, stage by stage: split → {@link Cells} → {@link Values} → {@link HistoryRow}. */
import type { InsightRequest } from '@whorl/contract';

/** A row that is not taken. */
export interface Reject {
  /** The line on which the row begins; the first line of the file is 1. */
  readonly line: number;
  /** Why, in words that say nothing of what is in the row: that may be somebody's identity. */
  readonly reject: string;
}

/** A row of a CSV file, split. */
export interface Cells {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A row with one value for each column of the plan: a text, or what JSON had there. */
export interface Values {
  readonly line: number;
  readonly values: readonly unknown[];
}

/** What was paid, exactly. */
export interface HistorySpend {
  /** ISO 4217 numeric, three digits. */
  readonly currency: string;
  /** The amount in ten-thousandths of the currency's major unit: 571600 is 57.16. */
  readonly tenThousandths: number;
}

type Deep<T> = T extends readonly unknown[] | string | number | boolean
  ? T
  : { readonly [Name in keyof T]?: Deep<NonNullable<T[Name]>> };

/** Members of a request, by its own names: those that the row has, and no others. */
export type HistoryMembers = Deep<InsightRequest>;

/** A purchase of the past, ready to be sent as JSON. */
export interface HistoryEvent {
  readonly line: number;
  /** When it was, milliseconds since 1970 in UTC. */
  readonly atMs: number;
  readonly spend?: HistorySpend;
  /** The caller's own name for the purchase. */
  readonly reference?: string;
  readonly members: HistoryMembers;
}

/** A row as it was read. */
export type HistoryRow = HistoryEvent | Reject;

/** Stands for a value that a cell does not have, and says why in words that follow the field's name. */
export class Unreadable {
  readonly why: string;

  constructor(why: string) {
    this.why = why;
  }
}

/** A row is no longer than this, in characters: whatever is longer has lost its end. */
export const maxRowLength = 1024 * 1024;

/** What is not UTF-8 arrives as this character (WHATWG Encoding §4.1). */
export const replacementCharacter = '\uFFFD';

export const rejects = {
  long: 'is longer than 1 MiB; if a quote was opened and never closed, close it',
  unclosed: 'opens a quote that is never closed',
  afterQuote: 'goes on after a closing quote; a quote inside quotes is written twice',
  strayQuote:
    'has a quote in a cell that does not begin with one; quote the cell and write it twice',
  encoding: 'is not UTF-8; convert the file, for example with iconv -f WINDOWS-1252 -t UTF-8',
  json: 'is no JSON object on a line of its own',
} as const;
