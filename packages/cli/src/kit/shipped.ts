import { readFile } from 'node:fs/promises';

/** What kits are made of, beside `src/` and `dist/` of this package alike. */
const folder = new URL('../../kits/', import.meta.url);

/** A file that is shipped. @param name `node/call.js` */
export const readShipped = (name: string): Promise<string> =>
  readFile(new URL(name, folder), 'utf8');
