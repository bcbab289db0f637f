import { EnvelopeFault } from './faults.ts';

/**
 * Either alphabet, both in one part, padding or none: official clients send all of these. `Buffer.from`
 * skips foreign bytes silently, so the alphabet is checked first.
 */
const lenient = /^[A-Za-z0-9_+/-]*={0,2}$/;

/** RFC 7515 §2: base64url without padding. */
const strict = /^[A-Za-z0-9_-]+$/;

/** Decodes a part of an envelope as clients really send it. @throws EnvelopeFault `part-alphabet` */
export function decodePart(text: string, name: string): Buffer {
  if (!lenient.test(text)) throw new EnvelopeFault('part-alphabet', name);
  return Buffer.from(text, 'base64url');
}

/** Whether a text is base64url and nothing else. */
export const isBase64url = (text: string): boolean => strict.test(text);
