import { maxRowLength, type Reject, rejects, replacementCharacter } from './row.ts';

/** A line of JSON Lines, parsed. */
export interface Parsed {
  readonly line: number;
  readonly object: Readonly<Record<string, unknown>>;
}

/**
 * Splits JSON Lines as it comes: one object on a line, blank lines passed over. A line that is none is rejected,
 * and so is one over {@link maxRowLength}, of which no more than that is kept.
 *
 * @example
 * new JsonRows().push('{"time":1}\n{'); // [{ line: 1, object: { time: 1 } }]
 */
export class JsonRows {
  #rest = '';
  #line = 1;
  /** Within a line that was rejected. */
  #isSkipping = false;
  #rows: (Parsed | Reject)[] = [];

  /** The rows that end in this part of the file. */
  push(text: string): readonly (Parsed | Reject)[] {
    this.#rows = [];
    const all = this.#rest + text;
    let from = 0;
    for (let end = all.indexOf('\n'); end !== -1; end = all.indexOf('\n', from)) {
      this.#take(all.slice(from, end));
      from = end + 1;
    }
    this.#rest = all.slice(from);
    if (this.#rest.length > maxRowLength) this.#skip();
    return this.#rows;
  }

  /** The row that was still to come when the file ended. */
  end(): readonly (Parsed | Reject)[] {
    this.#rows = [];
    this.#take(this.#rest);
    return this.#rows;
  }

  #take(text: string): void {
    const line = this.#line;
    this.#line += 1;
    if (this.#isSkipping) this.#isSkipping = false;
    else if (text.trim() !== '') this.#rows.push(parse(text, line));
  }

  #skip(): void {
    if (!this.#isSkipping) this.#rows.push({ line: this.#line, reject: rejects.long });
    this.#isSkipping = true;
    this.#rest = '';
  }
}

function parse(text: string, line: number): Parsed | Reject {
  if (text.length > maxRowLength) return { line, reject: rejects.long };
  if (text.includes(replacementCharacter)) return { line, reject: rejects.encoding };
  const object = parseObject(text);
  return object === undefined ? { line, reject: rejects.json } : { line, object };
}

function parseObject(text: string): Parsed['object'] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Parsed['object']) : undefined;
  } catch {
    return undefined;
  }
}
