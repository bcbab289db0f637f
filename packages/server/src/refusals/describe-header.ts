import { limits, normaliseKid, quoteAlgorithm } from '@whorl/contract';
import { tellLength, tellMediaType } from './media-type.ts';
import type { HeaderFacts } from './refusal-record.ts';

/**
 * What else may stand in a protected header, by name: RFC 7516 §4.1, RFC 7518 §4.6 to 4.8, RFC 7519 §5.3, and the times that some
 * libraries write there. Another name could be anybody's data, and is counted.
 */
const registered: ReadonlySet<string> = new Set([
  ...['zip', 'jku', 'jwk', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'typ', 'crit'],
  ...['epk', 'apu', 'apv', 'iv', 'tag', 'p2s', 'p2c'],
  ...['iss', 'sub', 'aud', 'iat', 'nbf', 'exp'],
]);

/** How each member that is read is told. */
const told = {
  alg: quoteAlgorithm,
  enc: quoteAlgorithm,
  kid: tellKid,
  cty: tellMediaType,
} as const;
const toldNames = Object.keys(told) as readonly (keyof typeof told)[];

/**
 * What a protected header says, read as far as it can be: it can hold anything, a payload or a private key too. Pure, and never
 * throws.
 *
 * @param encoded the first part of an envelope
 * @returns `undefined` where it is not a JSON object, or is longer than one is read
 */
export function describeHeader(encoded: string): HeaderFacts | undefined {
  const header = parse(encoded);
  if (header === undefined) return undefined;
  const further = Object.keys(header).filter((name) => !Object.hasOwn(told, name));
  const others = further.filter((name) => registered.has(name));
  const unregistered = further.length - others.length;
  return {
    ...Object.fromEntries(
      toldNames
        .filter((name) => Object.hasOwn(header, name))
        .map((name) => [name, tell(header[name], told[name])]),
    ),
    ...(others.length > 0 && { others }),
    ...(unregistered > 0 && { unregistered }),
  };
}

function parse(encoded: string): Readonly<Record<string, unknown>> | undefined {
  const bytes = Buffer.from(encoded, 'base64url');
  if (bytes.length > limits.headerBytes) return undefined;
  try {
    const parsed: unknown = JSON.parse(bytes.toString());
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
    return isObject ? (parsed as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

const tell = (value: unknown, text: (value: string) => string): string =>
  typeof value === 'string' ? text(value) : 'no string';

const fingerprint = /^[0-9a-f]{64}$/;

function tellKid(kid: string): string {
  const normalised = normaliseKid(kid);
  return fingerprint.test(normalised) ? normalised : tellLength(kid);
}
