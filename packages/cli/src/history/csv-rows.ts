import { countBreaks, nextLine, type Place, scanRow } from './csv-scan.ts';
import { type Cells, maxRowLength, type Reject, rejects, replacementCharacter } from './row.ts';

/** What may stand between cells. */
export type Delimiter = ',' | ';' | '\t';

/**
 * Splits CSV (RFC 4180) as it comes. Lines end in CRLF, LF or CR; lines with nothing on them are passed over.
 * A row that breaks the rules is rejected, and reading goes on at the line after the one where it begins: so a
 * quote that is never closed costs one row. No more than one row is kept, and none over {@link maxRowLength}.
 *
 * @example
 * const rows = new CsvRows(',');
 * rows.push('a,"b ""c"""\n1,'); // [{ line: 1, cells: ['a', 'b "c"'] }]
 * rows.end(); // [{ line: 2, cells: ['1', ''] }]
 */
export class CsvRows {
  readonly #delimiter: number;
  #rest = '';
  #line = 1;
  /** Within a line that was rejected. */
  #isSkipping = false;
  #rows: (Cells | Reject)[] = [];

  constructor(delimiter: Delimiter) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /** The rows that end in this part of the file. */
  push(text: string): readonly (Cells | Reject)[] {
    const all = this.#rest + text;
    // The line feed that belongs to a carriage return may be still to come.
    const end = all.endsWith('\r') ? all.length - 1 : all.length;
    const rows = this.#split(all.slice(0, end), false);
    this.#rest += all.slice(end);
    return rows;
  }

  /** The rows that were still to come when the file ended. */
  end(): readonly (Cells | Reject)[] {
    return this.#split(this.#rest, true);
  }

  #split(text: string, isFinal: boolean): readonly (Cells | Reject)[] {
    this.#rows = [];
    const isBroken = text.includes(replacementCharacter);
    let from = 0;
    while (from < text.length) {
      const place = { text, from, isFinal };
      const next = this.#isSkipping ? this.#leaveLine(place) : this.#take(place, isBroken);
      if (next === undefined) break;
      from = next;
    }
    this.#rest = text.slice(from);
    return this.#rows;
  }

  /** Takes one row. @returns where the next begins, or nothing when this one's end is not there yet */
  #take(place: Place, isBroken: boolean): number | undefined {
    const { text, from } = place;
    const row = scanRow(place, this.#delimiter);
    if (row === undefined)
      return text.length - from > maxRowLength ? this.#refuse(place, rejects.long) : undefined;
    if ('fault' in row) return this.#refuse(place, rejects[row.fault]);
    const { cells, next, hasQuotes } = row;
    if (next - from > maxRowLength) return this.#refuse(place, rejects.long);
    const line = this.#line;
    this.#line += hasQuotes ? countBreaks(text.slice(from, next)) : 1;
    if (isBroken && text.slice(from, next).includes(replacementCharacter))
      this.#rows.push({ line, reject: rejects.encoding });
    else if (cells.length > 1 || cells[0] !== '') this.#rows.push({ line, cells });
    return next;
  }

  #refuse(place: Place, reject: string): number {
    this.#rows.push({ line: this.#line, reject });
    this.#isSkipping = true;
    return this.#leaveLine(place);
  }

  #leaveLine({ text, from }: Place): number {
    const next = nextLine(text, from);
    if (next === -1) return text.length;
    this.#line += 1;
    this.#isSkipping = false;
    return next;
  }
}
