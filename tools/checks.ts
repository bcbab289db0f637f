/** What must hold besides the tests, one row each. `npm run ok` and CI run them all. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, runQuietly, typescript } from './program.ts';

interface Check {
  readonly name: string;
  readonly command: readonly string[];
}

/** Every package's own TypeScript project, in any order: tsc follows their references. */
export const projects = readdirSync(join(root, 'packages')).map((name) => `packages/${name}`);

const checks: readonly Check[] = [
  { name: 'generated files are fresh', command: typescript('tools/generate.ts', '--check') },
  { name: 'reference docs are fresh', command: typescript('tools/docs.ts', '--check') },
  { name: 'format and lint', command: ['biome', 'check', '.'] },
  { name: 'types of the packages', command: ['tsc', '-b', ...projects] },
  { name: 'types of tests and tools', command: ['tsc', '-p', 'tsconfig.json'] },
  { name: 'the import law', command: typescript('tools/layers.ts') },
  { name: 'nothing unused', command: ['knip'] },
  { name: 'packages as they are published', command: typescript('tools/pack.ts', '--check') },
];

/**
 * Runs all checks, whatever the ones before said: a line for each, and what it printed if it failed.
 *
 * @returns the names of those that failed
 */
export async function runChecks(): Promise<string[]> {
  const failed: string[] = [];
  for (const { name, command } of checks) {
    const start = performance.now();
    const { code, output } = await runQuietly(command);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
    if (code === 0) continue;
    console.log(output.trimEnd().replace(/^/gm, '    '));
    failed.push(name);
  }
  return failed;
}
