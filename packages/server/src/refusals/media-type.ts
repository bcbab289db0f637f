/** What clients send, and mistake for it. A text that is not here could be anybody's data. */
const known: ReadonlySet<string> = new Set([
  'application/json',
  'application/problem+json',
  'application/jose',
  'application/jose+json',
  'application/jwt',
  'application/octet-stream',
  'application/xml',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'text/html',
  'text/plain',
  'text/xml',
  // RFC 7515 §4.1.10: the prefix application/ may be left out of a cty.
  'json',
  'jose',
  'jose+json',
  'jwt',
]);

/**
 * A media type in a form that is safe to keep: without its parameters, and only where it is one that is known; of any other text
 * only the length.
 *
 * @example
 * tellMediaType('application/json; charset=utf-8'); // 'application/json'
 */
export function tellMediaType(text: string): string {
  const name = (text.split(';', 1)[0] ?? '').trim().toLowerCase();
  return known.has(name) ? name : tellLength(text);
}

/** All that is said of a text that is not repeated. */
export const tellLength = (text: string): string => `a text of ${text.length} characters`;
