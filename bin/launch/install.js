import { join } from 'node:path';
import { LaunchFailure } from './failure.js';
import { forDevelopment, forRunning, isInstalled } from './installed.js';
import { alone } from './lock.js';
import { connect, npmCi } from './npm.js';
import { withProgress } from './progress.js';
import { isNewEnough, pinnedRuntime } from './runtime.js';

/**
 * The Node.js to go on with: the one that runs this, or else the pinned one, fetched if need be.
 *
 * @param {string} root the repository's folder
 * @returns {Promise<string>} the path of its executable
 * @throws {LaunchFailure} when it cannot be fetched, or is not made for this machine
 */
export async function ensureRuntime(root) {
  if (isNewEnough(process.versions.node)) return process.execPath;
  const folder = join(root, 'tools', 'runtime');
  const pinned = pinnedRuntime(folder, process);
  if (!pinned) {
    throw new LaunchFailure(
      `Whorl needs Node.js 22.16 or newer; this is ${process.versions.node}, and no newer one can be fetched for ${process.platform} on ${process.arch}. Install it and run the command again.`,
    );
  }
  await ensure({
    root,
    folder,
    what: `fetching Node.js ${pinned.version}, because ${process.versions.node} is too old (190 MB, about 10 s)`,
    isNeeded: (_, place) => place === pinned.place,
    node: process.execPath,
    flags: [],
  });
  return pinned.node;
}

/**
 * Installs what package-lock.json lists, unless it is there.
 *
 * @param {string} root the repository's folder
 * @param {{ node: string, development: boolean }} options the Node.js to run npm on; whether what is
 *   only needed to test and build is wanted too
 * @throws {LaunchFailure} when it cannot be installed
 */
export async function ensureDependencies(root, { node, development }) {
  await ensure({
    root,
    folder: root,
    what: development
      ? 'installing the dependencies and the development tools (about 20 s)'
      : 'installing the dependencies (about 5 s)',
    isNeeded: development ? forDevelopment : forRunning,
    node,
    // Of what is optional everything belongs to development parts, some of them a library's own suggestions.
    flags: development ? ['--include=dev'] : ['--omit=dev', '--omit=optional'],
  });
}

async function ensure({ root, folder, what, isNeeded, node, flags }) {
  if (isInstalled(folder, isNeeded)) return;
  await alone(join(root, '.installing'), {
    onWait: (owner) =>
      process.stderr.write(`whorl: waiting for process ${owner}, which is installing\n`),
    work: async () => {
      if (isInstalled(folder, isNeeded)) return;
      await withProgress(what, async () => {
        await npmCi(folder, { node, flags });
        // npm is content where an optional package, such as a platform's own, cannot be fetched.
        if (!isInstalled(folder, isNeeded)) throw new LaunchFailure(incomplete(folder));
      });
    },
  });
}

function incomplete(folder) {
  return `npm could not fetch all that ${join(folder, 'package-lock.json')} lists: the package registry cannot be reached, or lacks it.\n${connect}`;
}
