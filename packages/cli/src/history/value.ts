import type { FieldKind } from './fields.ts';
import { Unreadable } from './row.ts';

const faults = {
  text: new Unreadable('is no text'),
  half: new Unreadable('has half a character in it (a lone surrogate)'),
  digits: new Unreadable('has more digits than a JSON number holds: write it in quotes'),
  integer: new Unreadable('is no whole number'),
  boolean: new Unreadable('is neither true nor false'),
  list: new Unreadable('is no JSON list of texts, such as ["a", "b"]'),
} as const;

/** Whether a cell, or a member of a row of JSON, gives nothing. */
export const isAbsent = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** Reads a text, without the spaces around it; a JSON number is one by its digits. */
export function readText(value: unknown): string | Unreadable {
  if (typeof value === 'string') return value.isWellFormed() ? value.trim() : faults.half;
  return typeof value === 'number' ? readNumber(value) : faults.text;
}

/** Beyond the safe integers and in powers of ten, a number need not be what the file said (RFC 8259 §6). */
function readNumber(value: number): string | Unreadable {
  const text = String(value);
  const isExact = Number.isInteger(value) ? Number.isSafeInteger(value) : !text.includes('e');
  return isExact ? text : faults.digits;
}

const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

type Reading = (value: unknown) => unknown;

/** How a value is read, by the kind of its field. An {@link Unreadable} says why it cannot be. */
export const readings = {
  text: readText,
  integer: (value) => {
    const text = readText(value);
    const number = typeof text === 'string' && /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
    return Number.isSafeInteger(number) ? number : faults.integer;
  },
  boolean: (value) => {
    if (typeof value === 'boolean') return value;
    const text = readText(value);
    return booleans.get(typeof text === 'string' ? text.toLowerCase() : '') ?? faults.boolean;
  },
  list: (value) => {
    const list = typeof value === 'string' ? parse(value) : value;
    return Array.isArray(list) && list.every(isText) ? list : faults.list;
  },
} as const satisfies Readonly<Record<FieldKind, Reading>>;

const isText = (item: unknown): boolean => typeof item === 'string' && item.isWellFormed();

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
