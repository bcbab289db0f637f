import { EnvelopeFault } from './faults.ts';

/** Either alphabet, both in one part, padding or none: official clients send all of these. */
const digits = /^[A-Za-z0-9_+/-]*={0,2}$/;

/**
 * The last digits that leave no bit over, by the number of digits modulo 4 (RFC 4648 §3.5). With them
 * a change of any digit is a change of the bytes, which the tag or the key then tells.
 */
const lastDigits = [undefined, '', 'AQgw', 'AEIMQUYcgkosw048'] as const;

/**
 * Decodes a part of an envelope as clients really send it.
 *
 * @param name what the part is called in the fault
 * @throws EnvelopeFault `part-alphabet`
 */
export function decodePart(text: string, name: string): Buffer {
  // `Buffer.from` skips foreign bytes silently: it must not see any.
  if (!digits.test(text) || !endsWhole(text))
    throw EnvelopeFault.of('part-alphabet', { part: name });
  return Buffer.from(text, 'base64url');
}

function endsWhole(text: string): boolean {
  const unpadded = text.endsWith('=') ? text.slice(0, text.indexOf('=')) : text;
  const allowed = lastDigits[(unpadded.length % 4) as 0 | 1 | 2 | 3];
  return allowed === undefined || allowed.includes(unpadded.slice(-1));
}
