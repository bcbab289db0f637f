import { EnvelopeFault } from './faults.ts';
import { quoteMember } from './names.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** How many names of clear members are repeated in a refusal. */
const namedMembers = 5;

/**
 * Takes the token out of a body: `{"encryptedData":"<compact JWE>"}`, and nothing beside it. Members in
 * clear mean that a client encrypts field by field: refused, since somebody believes them secret. `null`
 * carries nothing and passes: generated clients send it for what they leave out.
 *
 * @throws EnvelopeFault naming what is wrong; of clear members the names that are known, no value
 * @example
 * const envelope = readEnvelope(unwrapBody(body));
 */
export function unwrapBody(body: Uint8Array): string {
  if (body.length === 0) throw EnvelopeFault.of('empty-body');
  const parsed = parseJson(decode(body));
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw EnvelopeFault.of('not-wrapped');
  const { encryptedData, ...rest } = parsed as Record<string, unknown>;
  const clear = Object.keys(rest).filter((name) => rest[name] !== null);
  if (clear.length > 0) throw EnvelopeFault.of('clear-members', { names: listNames(clear) });
  if (typeof encryptedData !== 'string') throw EnvelopeFault.of('not-wrapped');
  return encryptedData;
}

/** Puts a token into a body, the JSON text that goes over the wire. */
export const wrapBody = (token: string): string => JSON.stringify({ encryptedData: token });

function decode(body: Uint8Array): string {
  try {
    return utf8.decode(body);
  } catch {
    throw EnvelopeFault.of('not-utf8');
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw EnvelopeFault.of('not-json');
  }
}

function listNames(names: readonly string[]): string {
  const more = names.length > namedMembers ? `, and ${names.length - namedMembers} more` : '';
  return names.slice(0, namedMembers).map(quoteMember).join(', ') + more;
}
