import type { X509Certificate } from 'node:crypto';

/** A certificate's time as ISO 8601. */
export const isoOf = (time: string): string => new Date(time).toISOString();

const longest = 64;

/** Its CN, at most 64 characters. */
export const commonNameOf = ({ subject }: X509Certificate): string =>
  (/^CN=(.*)$/m.exec(subject)?.[1] ?? '(no CN)').slice(0, longest);
