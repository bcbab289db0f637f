import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LaunchFailure } from './failure.js';

const dieWithLauncher = fileURLToPath(new URL('die-with-launcher.cjs', import.meta.url));

/** The lock says exactly what to fetch, so what npm has kept is as good as what it would fetch. */
const quietly = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];

/** Without these npm tries for over a minute before it reports that there is no network. */
const impatiently = [
  '--fetch-retries=2',
  '--fetch-retry-mintimeout=500',
  '--fetch-retry-maxtimeout=4000',
];

const offlineCodes =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT)\b/;

/** What to do where there is no network. */
export const connect =
  'Connect this machine to the network, or set npm_config_registry to a registry it can reach, and run the command again.';

/**
 * Runs `npm ci` in a folder, silently unless WHORL_VERBOSE is set.
 *
 * @param {string} folder
 * @param {{ node: string, flags: readonly string[] }} options the Node.js to run npm on; more flags
 * @throws {LaunchFailure} with what failed, npm's last lines and what to do
 */
export async function npmCi(folder, { node, flags }) {
  const args = [findNpm(), 'ci', ...flags, ...quietly, ...impatiently];
  const { code, output } = await outcomeOf(start(folder, { node, args }));
  if (code !== 0) throw new LaunchFailure(explain(folder, { flags, output }));
}

function start(folder, { node, args }) {
  // Standard output belongs to what is launched, so npm may speak on standard error only.
  const voice = process.env.WHORL_VERBOSE ? 2 : 'pipe';
  return spawn(node, ['--require', dieWithLauncher, ...args], {
    cwd: folder,
    stdio: ['ignore', voice, voice, 'ipc'],
  });
}

function outcomeOf(child) {
  let output = '';
  const keep = (text) => {
    output += text;
  };
  child.stdout?.setEncoding('utf8').on('data', keep);
  child.stderr?.setEncoding('utf8').on('data', keep);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}

function explain(folder, { flags, output }) {
  const isOffline = offlineCodes.test(output);
  return [
    isOffline ? 'The package registry cannot be reached.' : 'Installing failed.',
    `The command was: ${['npm ci', ...flags, '--ignore-scripts'].join(' ')} (in ${folder})`,
    ...complaints(output).map((line) => `  ${line}`),
    isOffline ? connect : 'To see all that npm says, run the command again with WHORL_VERBOSE=1.',
  ].join('\n');
}

/** npm says what is wrong first and explains its own usage after. */
function complaints(output) {
  const lines = output.trimEnd().split('\n');
  const errors = lines.filter((line) => /^npm err(or|!)(?!\s+at )/i.test(line));
  return errors.length > 0 ? errors.slice(0, 8) : lines.slice(-8);
}

/** npm's own script: it can be run on a chosen Node.js, and without a shell. */
function findNpm() {
  const script = npmScripts().find((file) => existsSync(file));
  if (script !== undefined) return realpathSync(script);
  throw new LaunchFailure(
    'npm was not found. It comes with Node.js: install it and run the command again.',
  );
}

function npmScripts() {
  const folders = [dirname(process.execPath), ...(process.env.PATH ?? '').split(delimiter)];
  const running = process.env.npm_execpath ?? '';
  return [
    ...(/\bnp[mx]-cli\.js$/.test(running) ? [join(dirname(running), 'npm-cli.js')] : []),
    ...folders.flatMap((folder) => [
      join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
      join(folder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
      join(folder, '..', 'share', 'nodejs', 'npm', 'bin', 'npm-cli.js'),
    ]),
  ];
}
