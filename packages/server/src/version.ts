import { createRequire } from 'node:module';

/** Of this package, and with it of the whole. */
export const version: string = (
  createRequire(import.meta.url)('../package.json') as { version: string }
).version;
