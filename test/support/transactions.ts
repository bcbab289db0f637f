import { readFileSync } from 'node:fs';

/** A request of `api/examples/`, parsed anew for each caller. */
export const exampleTransaction = (name: 'full' | 'minimal'): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../../api/examples/${name}.json`, import.meta.url), 'utf8'));
