/**
 * Writes docs/reference/ from the tables in the code. `--check` changes nothing and fails where a page
 * is stale, or where no table stands behind it any more.
 */
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineReference } from './docs-engine.ts';
import { serviceReference } from './docs-service.ts';
import { root } from './program.ts';

const pages = new Map(Object.entries({ ...serviceReference(), ...engineReference() }));
const written = globSync('docs/reference/*.md', { cwd: root });
const isFresh = (path: string): boolean =>
  written.includes(path) && readFileSync(join(root, path), 'utf8') === pages.get(path);
const stale = [...new Set([...pages.keys(), ...written])].filter((path) => !isFresh(path)).sort();

if (process.argv.includes('--check')) {
  for (const path of stale) console.error(`${path} is stale: run npm run docs.`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const path of stale) write(path, pages.get(path));
}

function write(path: string, text: string | undefined): void {
  if (text === undefined) rmSync(join(root, path));
  else writeFileSync(join(root, path), text);
  console.log(`${text === undefined ? 'Removed' : 'Wrote'} ${path}.`);
}
