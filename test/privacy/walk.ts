/** Every file below a folder, and what is found in them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Traces } from './traces.ts';

/** Paths of the files below a folder, from there. Sockets and pipes hold nothing. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();

/** What is found in any file below a folder: which file, and what. */
export const tracesBelow = (folder: string, traces: Traces): string[] =>
  filesBelow(folder).flatMap((name) =>
    traces.in(readFileSync(join(folder, name))).map((trace) => `${name}: ${trace}`),
  );
