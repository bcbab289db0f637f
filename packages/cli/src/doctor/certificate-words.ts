import type { X509Certificate } from 'node:crypto';

/** A certificate's time as ISO 8601; empty where it is none, such as one in a thirteenth month. */
export function isoOf(time: string): string {
  const ms = Date.parse(time);
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString();
}

const longest = 64;

/** Its CN, at most 64 characters. */
export const commonNameOf = ({ subject }: X509Certificate): string =>
  (/^CN=(.*)$/m.exec(subject)?.[1] ?? '(no CN)').slice(0, longest);
