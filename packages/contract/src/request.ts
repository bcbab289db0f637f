import { isIP } from 'node:net';
import type { components } from './generated/openapi.ts';
import { requestShape } from './generated/shape.ts';
import { validate } from './generated/validate.ts';
import { type Fault, Refusal } from './problem.ts';

/** A transaction that passed the border: typed, copied once, frozen throughout. */
export type InsightRequest = components['schemas']['TransactionInsightsData'];

/** A postal address of a request. */
export type RequestAddress = components['schemas']['Address'];

/** A telephone number of a request. */
export type RequestPhone = components['schemas']['PhoneDetails'];

/**
 * Reads an opened request: untrusted bytes become a typed, frozen copy by the schema's own names, and
 * only the copy is used. Unknown members are dropped, `null` is the same as absent.
 *
 * @throws Refusal `decrypt-failed` when it is not a JSON object in UTF-8 (told in either environment: the
 * tag was good, so it is no oracle), `required-missing` and `invalid-format` with the members' paths
 * @example
 * const request = parseRequest(openEnvelope(envelope, opening));
 * request.purchaseAmount; // '4999'
 */
export function parseRequest(opened: Uint8Array): InsightRequest {
  const copy = copyMembers(parseObject(opened), requestShape);
  const faults = faultsOf(copy);
  if (faults.length > 0) throw invalid(faults);
  return copy as unknown as InsightRequest;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parseObject(opened: Uint8Array): object {
  const parsed = parseJson(decode(opened));
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw unreadable('the decrypted request is not a JSON object');
  return parsed;
}

function decode(opened: Uint8Array): string {
  try {
    return utf8.decode(opened);
  } catch {
    throw unreadable('the decrypted request is not UTF-8');
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable('the decrypted request is not JSON');
  }
}

const unreadable = (details: string): Refusal =>
  new Refusal([{ code: 'decrypt-failed', details, always: true }], { note: details });

/** What a copy is made by: `true` for a value, 'list' for an array, or the members of an object. */
type Shape = { readonly [name: string]: true | 'list' | Shape };
type Copy = Readonly<Record<string, unknown>>;

function copyMembers(source: object, shape: Shape): Copy {
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(shape)) {
    if (!Object.hasOwn(source, name)) continue;
    const value = copyValue((source as Copy)[name], shape[name] as Shape[string]);
    if (value !== undefined) copy[name] = value;
  }
  return Object.freeze(copy);
}

/** Stands for a value of a kind that no member has: refused later, and not carried any further. */
const misplaced = Object.freeze({});

function copyValue(value: unknown, shape: Shape[string]): unknown {
  if (value === null) return undefined;
  if (shape === 'list') return copyList(value);
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return Object.freeze([]);
  return shape === true ? misplaced : copyMembers(value, shape);
}

/** A list of texts arrives as an array, or as a JSON array in a string. */
function copyList(value: unknown): unknown {
  const list = typeof value === 'string' ? parseList(value) : value;
  if (!Array.isArray(list)) return typeof list === 'object' ? misplaced : list;
  return Object.freeze(list.map((item) => (typeof item === 'object' ? misplaced : item)));
}

function parseList(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

interface MemberFault {
  readonly path: string;
  readonly missing: boolean;
}

/** Every fault of a copy: by the schema, then by the rules that a schema cannot say. */
function faultsOf(copy: Copy): readonly MemberFault[] {
  const bySchema = validate(copy) ? [] : (validate.errors ?? []).map(toFault);
  const byRule = rules
    .filter(({ member, holds }) => typeof copy[member] === 'string' && !holds(copy[member]))
    .map(({ member }) => ({ path: member, missing: false }));
  const bySurrogates = loneSurrogates(copy).map((path) => ({ path, missing: false }));
  return [...bySchema, ...byRule, ...bySurrogates];
}

interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: { readonly missingProperty?: string };
}

function toFault({ instancePath, params }: SchemaError): MemberFault {
  // An item's fault is its list's.
  const names = instancePath.split('/').filter((name) => name !== '' && !/^\d+$/.test(name));
  const { missingProperty } = params;
  const path = [...names, ...(missingProperty === undefined ? [] : [missingProperty])].join('.');
  return { path, missing: missingProperty !== undefined };
}

interface Rule {
  readonly member: keyof InsightRequest;
  holds(text: string): boolean;
}

const maxLong = 9_223_372_036_854_775_807n;

/** What the schema's patterns cannot say. */
const rules: readonly Rule[] = [
  { member: 'purchaseDate', holds: isRealDate },
  { member: 'purchaseAmount', holds: (text) => !/^\d+$/.test(text) || BigInt(text) <= maxLong },
  { member: 'ipAddress', holds: (text) => isIP(text) !== 0 && !text.includes('%') },
];

/** YYYYMMDDHHMMSS that a calendar and a clock have. */
function isRealDate(text: string): boolean {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text);
  if (parts === null) return false;
  const [, year, month, day, hour, minute, second] = parts;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const instant = new Date(iso);
  // An unreal day, such as 30 February, is moved to a real one: then the text comes back different.
  return !Number.isNaN(instant.getTime()) && instant.toISOString() === iso;
}

/** Paths of members whose text is no Unicode: it could not be printed, hashed or compared the same way twice. */
function loneSurrogates(copy: Copy, prefix = ''): string[] {
  return Object.entries(copy).flatMap(([name, value]) => {
    const path = `${prefix}${name}`;
    if (typeof value === 'string') return value.isWellFormed() ? [] : [path];
    if (Array.isArray(value)) return value.every(isWellFormedItem) ? [] : [path];
    return typeof value === 'object' && value !== null
      ? loneSurrogates(value as Copy, `${path}.`)
      : [];
  });
}

const isWellFormedItem = (item: unknown): boolean =>
  typeof item !== 'string' || item.isWellFormed();

function invalid(found: readonly MemberFault[]): Refusal {
  const pathsOf = (missing: boolean) =>
    [...new Set(found.filter((fault) => fault.missing === missing).map(({ path }) => path))].join(
      ', ',
    );
  const faults = [
    { code: 'required-missing', details: pathsOf(true) },
    { code: 'invalid-format', details: pathsOf(false) },
  ] as const;
  const told = faults.filter(({ details }) => details !== '') as unknown as [Fault, ...Fault[]];
  const note = told.map(({ code, details }) => `${code}: ${details}`).join('; ');
  return new Refusal(told, { note });
}
