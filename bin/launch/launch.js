import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LaunchFailure } from './failure.js';
import { ensureDependencies, ensureRuntime } from './install.js';
import { run } from './run.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Runs one of the project's TypeScript files: on a Node.js that is new enough, with its
 * dependencies installed, in the caller's own folder. Ends this process with the file's exit code.
 * Nothing else is written to standard output: it belongs to the file.
 *
 * @param {object} what
 * @param {string} what.script the file, relative to the repository's folder
 * @param {readonly string[]} what.args its arguments
 * @param {boolean} what.development whether it needs the development dependencies too
 */
export async function launch({ script, args, development }) {
  try {
    const node = await ensureRuntime(root);
    await ensureDependencies(root, { node, development });
    process.exitCode = await run(join(root, script), { node, args });
  } catch (failure) {
    if (!(failure instanceof LaunchFailure)) throw failure;
    process.stderr.write(`whorl: ${failure.message}\n`);
    process.exitCode = 1;
  }
}
