import { createHash } from 'node:crypto';

/** Draws so many bytes. */
export type Random = (bytes: number) => Uint8Array;

/** 256 bits: nobody guesses it, so that a plain hash is enough at rest. */
const secretBytes = 32;

/** What is shown once: a prefix that scanners for leaked secrets can know, and 43 base64url characters. */
export const drawSecret = (prefix: 'wt_' | 'wi_', random: Random): string =>
  prefix + Buffer.from(random(secretBytes)).toString('base64url');

/** What is stored of it. */
export const hashSecret = (secret: string): string =>
  createHash('sha256').update(secret).digest('base64url');

export const isSecret = (prefix: 'wt_' | 'wi_', value: unknown): value is string =>
  typeof value === 'string' &&
  value.startsWith(prefix) &&
  secretForm.test(value.slice(prefix.length));

const secretForm = /^[\w-]{43}$/;
