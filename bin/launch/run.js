import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { isatty } from 'node:tty';
import { fileURLToPath } from 'node:url';

const stopWithLauncher = fileURLToPath(new URL('stop-with-launcher.cjs', import.meta.url));

const nodeOptions = [
  '--conditions=whorl-source',
  '--experimental-strip-types',
  '--disable-warning=ExperimentalWarning',
  `--require=${stopWithLauncher}`,
];

/** A signal to a whole group and npm's own forwarding of it arrive as several: they mean one. */
const sameSignalMs = 1000;

const parentPollMs = 250;

/**
 * Runs a TypeScript file in the caller's folder and on the caller's streams.
 *
 * @param {string} file
 * @param {{ node: string, args: readonly string[] }} options the Node.js to run it on; its arguments
 * @returns {Promise<number>} its exit code, or 128 and the number of the signal that ended it
 */
export function run(file, { node, args }) {
  const child = spawn(node, [...nodeOptions, file, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forwardTo(child));
  if (isNpmScript(process.env)) whenOrphaned(() => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

function forwardTo(child) {
  // A terminal sends Ctrl-C and its own closing to the child as well.
  const hasTerminal = isatty(0);
  let lastMs = -Infinity;
  return (signal) => {
    const nowMs = performance.now();
    const isNew = nowMs - lastMs > sameSignalMs;
    lastMs = nowMs;
    if (isNew && !(hasTerminal && signal !== 'SIGTERM')) child.kill(signal);
  };
}

/** `npm start`, `npm test`, `npx whorl` … themselves, not a script that starts one along the way. */
function isNpmScript({ npm_lifecycle_script: script = '' }) {
  return /^'?(node bin\/(whorl|dev)\.js|whorl)\b/.test(script);
}

/** npm passes a signal on to its shell only, and the shell ends without passing it on to us. */
function whenOrphaned(act) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, parentPollMs);
  timer.unref();
}
