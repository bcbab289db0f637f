import { limits } from '../limits.ts';
import { keyManagement } from './algorithms.ts';
import { EnvelopeFault } from './faults.ts';
import { quoteAlgorithm } from './names.ts';

/** The protected header, read strictly. Members that are not here were ignored. */
export interface EnvelopeHeader {
  readonly alg: typeof keyManagement.alg;
  readonly enc: string;
  /** Lower-case hex where it is a fingerprint, in whichever form it was sent; else as it came. */
  readonly kid?: string;
  readonly cty?: string;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads a protected header (RFC 7516 §4). `jku`, `jwk`, `x5u` and `x5c` are never used: a key is never
 * taken from the one who seals. Of a member named twice the last value counts (RFC 7516 §4).
 *
 * @throws EnvelopeFault `header-…`, `alg-not-accepted`, `enc-not-accepted` or `kid-no-string`
 */
export function readHeader(encoded: string): EnvelopeHeader {
  const { alg, enc, kid, cty, zip, crit } = parseHeader(encoded);
  if (alg !== keyManagement.alg) throw EnvelopeFault.of('alg-not-accepted', { alg: describe(alg) });
  if (typeof enc !== 'string') throw EnvelopeFault.of('enc-not-accepted', { enc: describe(enc) });
  if (zip !== undefined || crit !== undefined) throw EnvelopeFault.of('header-critical');
  if (kid !== undefined && typeof kid !== 'string') throw EnvelopeFault.of('kid-no-string');
  return Object.freeze({
    alg: keyManagement.alg,
    enc,
    ...(kid !== undefined && { kid: normaliseKid(kid) }),
    ...(typeof cty === 'string' && { cty }),
  });
}

function parseHeader(encoded: string): Record<string, unknown> {
  const parsed = parseJson(decodeHeader(encoded));
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw EnvelopeFault.of('header-unreadable');
  return { ...parsed };
}

function decodeHeader(encoded: string): Buffer {
  const bytes = Buffer.from(encoded, 'base64url');
  if (encoded === '' || bytes.length > limits.headerBytes)
    throw EnvelopeFault.of('header-length', { bytes: bytes.length });
  // Base64url has one spelling of given bytes (RFC 7515 §2). Every client writes the header in it.
  if (bytes.toString('base64url') !== encoded) throw EnvelopeFault.of('header-unreadable');
  return bytes;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    throw EnvelopeFault.of('header-unreadable');
  }
}

const describe = (value: unknown): string =>
  typeof value === 'string' ? quoteAlgorithm(value) : '(missing, or no string)';

const hexDigest = /^[0-9a-f]{64}$/i;
const base64Digest = /^[A-Za-z0-9_+/-]{43}=?$/;

/** A `kid` as it may be repeated: the head of a fingerprint; of anybody's text the length alone. */
export const abbreviateKid = (kid: string): string =>
  hexDigest.test(kid) ? `${kid.slice(0, 8)}...` : `(${kid.length} characters)`;

/**
 * A `kid` in the form keys are looked up by. Most clients send a SHA-256 in hex; one can send it in
 * base64.
 */
export function normaliseKid(kid: string): string {
  if (hexDigest.test(kid)) return kid.toLowerCase();
  return base64Digest.test(kid) ? Buffer.from(kid, 'base64').toString('hex') : kid;
}
