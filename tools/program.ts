/** Runs programs in the repository's folder: Node.js is the one in use, the rest comes from node_modules. */
import { type ChildProcess, spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** What Node.js needs to run our sources as they are. */
const sourceOptions = [
  '--conditions=whorl-source',
  '--experimental-strip-types',
  '--disable-warning=ExperimentalWarning',
];

/** The command line that runs one of our TypeScript files, and what goes before and after it. */
export const typescript = (...fileAndArgs: readonly string[]): readonly string[] => [
  process.execPath,
  ...sourceOptions,
  ...fileAndArgs,
];

/** Runs a command on our own streams and gives its exit code. */
export async function run(
  command: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<number> {
  return await exitCodeOf(start(command, { env, stdio: 'inherit' }));
}

/** Runs a command silently and gives its exit code with all it printed. */
export async function runQuietly(
  command: readonly string[],
): Promise<{ code: number; output: string }> {
  const child = start(command, { env: {}, stdio: 'pipe' });
  let output = '';
  const keep = (text: string) => {
    output += text;
  };
  child.stdout?.setEncoding('utf8').on('data', keep);
  child.stderr?.setEncoding('utf8').on('data', keep);
  const code = await exitCodeOf(child).catch((error: Error) => {
    keep(error.message);
    return 127;
  });
  return { code, output };
}

interface StartOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly stdio: 'inherit' | 'pipe';
}

function start(
  [program = '', ...args]: readonly string[],
  { env, stdio }: StartOptions,
): ChildProcess {
  const path = [dirname(process.execPath), join(root, 'node_modules', '.bin'), process.env.PATH];
  return spawn(program, args, {
    cwd: root,
    env: { ...process.env, ...env, PATH: path.join(delimiter) },
    stdio: stdio === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  });
}

function exitCodeOf(child: ChildProcess): Promise<number> {
  const stop = (signal: NodeJS.Signals) => child.kill(signal);
  process.on('SIGTERM', stop);
  return new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  }).finally(() => process.off('SIGTERM', stop));
}
