/** What raw identity looks like in a line of log or in a store, whoever's it is. */
const patterns = {
  'an e-mail address': /[\w.+-]+@[\w-]+\.[a-z]/i,
  'a card number': /(?<![\w-])\d{13,19}(?![\w-])/,
  'an IP address of a caller': /(?<![\d.])(?!127\.)(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/,
  'a phone number': /\+\d{8,15}\b/,
  'an envelope': /eyJ[\w-]{20,}/,
  'a private key': /PRIVATE KEY/,
  'a user agent': /Mozilla\/|AppleWebKit|Opera\//,
} as const;

/** Names of what was found in a text; empty when it is clean. */
export const findRawIdentity = (text: string): string[] =>
  Object.entries(patterns)
    .filter(([, pattern]) => pattern.test(text))
    .map(([name]) => name);

/** Every text within a JSON value. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}
