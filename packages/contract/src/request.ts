import { diagnose } from './diagnosis/index.ts';
import type { components } from './generated/openapi.ts';
import { requestShape } from './generated/shape.ts';
import { validate } from './generated/validate.ts';
import { isObject, keepKnown, pathsOf } from './members.ts';
import { type Fault, Refusal } from './problem.ts';
import { rules } from './rules.ts';

/** A transaction that passed the border: typed, copied once, frozen throughout. */
export type InsightRequest = components['schemas']['TransactionInsightsData'];

/** A postal address of a request. */
export type RequestAddress = components['schemas']['Address'];

/** A telephone number of a request. */
export type RequestPhone = components['schemas']['PhoneDetails'];

/**
 * Reads an opened request: untrusted bytes become a typed, frozen object by the schema's own names.
 * Unknown members are dropped, `null` is the same as absent.
 *
 * @param opened the decrypted body: JSON in UTF-8, with or without a byte order mark (RFC 8259 §8.1)
 * @throws Refusal `decrypt-failed` when it is not a JSON object in UTF-8 (told in either environment: the
 * tag was good, so it is no oracle), `required-missing` and `invalid-format` with the members' paths
 * in the schema's order
 * @example
 * const request = parseRequest(openEnvelope(envelope, opening));
 * request.purchaseAmount; // '4999'
 */
export function parseRequest(opened: Uint8Array): InsightRequest {
  const request = keepKnown(unpackFeatures(parseObject(opened)), requestShape);
  const faults = faultsOf(request);
  if (faults.length > 0) throw invalid(faults);
  return request as unknown as InsightRequest;
}

/** What a history tells of a purchase, or names an element by: members of a request, whichever there are. */
export type RequestMembers = Partial<InsightRequest>;

/** Members as they were read: them, or the paths of those that are not as they must be. */
export type MembersReading =
  | { readonly members: RequestMembers; readonly faults?: never }
  | { readonly members?: never; readonly faults: readonly [string, ...string[]] };

/**
 * Reads members as {@link parseRequest} does, only that none is required. The object is used up: it is
 * cleaned and frozen as it stands.
 *
 * @param parsed fresh from a parser, and nobody else's
 * @example
 * readMembers({ primaryEmail: 'a@b.example', mcc: 'x' }); // { faults: ['mcc'] }
 */
export function readMembers(parsed: unknown): MembersReading {
  if (!isObject(parsed)) return { faults: [''] };
  const members = keepKnown(unpackFeatures(parsed), requestShape);
  const at = new Set(
    faultsOf(members).flatMap(({ path, code }) => (code === 'invalid-format' ? [path] : [])),
  );
  if (at.size === 0) return { members };
  const [first = '', ...others] = paths.filter((path) => at.has(path));
  return { faults: [first, ...others] };
}

type Members = Record<string, unknown>;

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parseObject(opened: Uint8Array): Members {
  const parsed = parseJson(decode(opened));
  if (!isObject(parsed)) throw unreadable('opened-no-object');
  return parsed;
}

function decode(opened: Uint8Array): string {
  try {
    return utf8.decode(opened);
  } catch {
    throw unreadable('opened-not-utf8');
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable('opened-not-json');
  }
}

const unreadable = (fault: 'opened-not-utf8' | 'opened-not-json' | 'opened-no-object'): Refusal =>
  new Refusal([{ code: 'decrypt-failed', diagnosis: diagnose(fault), always: true }]);

/** `supportedFeatures` arrives as an array, or as a JSON array in a string. */
function unpackFeatures(members: Members): Members {
  const { supportedFeatures } = members;
  if (typeof supportedFeatures === 'string')
    members.supportedFeatures = parseList(supportedFeatures);
  return members;
}

function parseList(text: string): unknown {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed : text;
  } catch {
    return text;
  }
}

interface MemberFault {
  readonly path: string;
  readonly code: 'required-missing' | 'invalid-format';
}

/** Every fault of a request: by the schema, then by the rules that a schema cannot say. */
function faultsOf(request: Members): readonly MemberFault[] {
  const bySchema = validate(request) ? [] : (validate.errors as readonly SchemaError[]);
  return [...bySchema.map(toFault), ...faultsByRule(request)];
}

function faultsByRule(request: Members): readonly MemberFault[] {
  const broken = rules.filter(({ member, holds }) => {
    const value = request[member];
    return typeof value === 'string' && !holds(value);
  });
  return broken.map(({ member }) => ({ path: member, code: 'invalid-format' }));
}

interface SchemaError {
  readonly instancePath: string;
  readonly params: { readonly missingProperty?: string };
}

/** The validator points at what it judged (RFC 6901); of a missing member that is the object around it. */
function toFault({ instancePath, params: { missingProperty } }: SchemaError): MemberFault {
  const names = instancePath.split('/').slice(1);
  return missingProperty === undefined
    ? { path: names.join('.'), code: 'invalid-format' }
    : { path: [...names, missingProperty].join('.'), code: 'required-missing' };
}

const paths = pathsOf(requestShape);

const memberDiagnoses = {
  'required-missing': 'members-missing',
  'invalid-format': 'members-invalid',
} as const;

function invalid(found: readonly MemberFault[]): Refusal {
  const told = (['required-missing', 'invalid-format'] as const).flatMap((code): Fault[] => {
    const at = new Set(found.filter((fault) => fault.code === code).map(({ path }) => path));
    const details = paths.filter((path) => at.has(path)).join(', ');
    const diagnosis = diagnose(memberDiagnoses[code], { paths: details });
    return details === '' ? [] : [{ code, diagnosis, details, always: true }];
  });
  return new Refusal(told as [Fault, ...Fault[]]);
}
