/** The tasks behind the npm scripts. `bin/dev.js` has installed what they need. */
import { readdirSync } from 'node:fs';
import { projects, runChecks } from './checks.ts';
import { describeMachine } from './machine.ts';
import { root, run, typescript } from './program.ts';
import { installSystemPrograms } from './system-programs.ts';

type Task = (args: readonly string[]) => Promise<number>;

const isCi = process.env.CI === 'true';

const tasks: Readonly<Record<string, Task>> = {
  test: async (args) => (isCi && args.length === 0 ? await everything() : await suites(args)),
  ok: everything,
  fix: async () =>
    worst([
      await run(typescript('tools/generate.ts')),
      await run(['biome', 'check', '--write', '.']),
    ]),
  build: async () => await run(['tsc', '-b', ...projects]),
  docs: async (args) => await run(typescript('tools/docs.ts', ...args)),
  pack: async (args) => await run(typescript('tools/pack.ts', ...args)),
  bench,
};

/** What CI runs: the checks, then every suite, the long ones too, with the coverage that is asked for. */
async function everything(): Promise<number> {
  const failed = await runChecks();
  const code = await suites(['--coverage'], { WHORL_LONG: '1' });
  if (failed.length > 0)
    console.error(`Besides the tests, these checks failed: ${failed.join(', ')}.`);
  return worst([code, failed.length]);
}

async function suites(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  if (isCi || process.env.WHORL_INSTALL === '1') installSystemPrograms();
  return await run(['vitest', 'run', ...args], env);
}

/** Parts of names, then flags for the benchmarks that they are of. */
async function bench(args: readonly string[]): Promise<number> {
  console.log(describeMachine());
  const files = readdirSync(`${root}bench`)
    .filter((name) => name.endsWith('.bench.ts'))
    .sort();
  const firstFlag = args.findIndex((arg) => arg.startsWith('--'));
  const parts = firstFlag < 0 ? args : args.slice(0, firstFlag);
  const flags = args.slice(parts.length);
  const chosen = files.filter((name) => parts.every((part) => name.includes(part)));
  let code = 0;
  for (const name of chosen) {
    console.log(`\n— ${name}`);
    code = worst([code, await run(typescript('--expose-gc', `bench/${name}`, ...flags))]);
  }
  return code;
}

function worst(codes: readonly number[]): number {
  return codes.find((code) => code !== 0) ? 1 : 0;
}

const [name = '', ...args] = process.argv.slice(2);
const task = tasks[name];
if (task === undefined)
  console.error(`There is no task "${name}". There are: ${Object.keys(tasks).join(', ')}.`);
process.exitCode = task === undefined ? 2 : await task(args);
