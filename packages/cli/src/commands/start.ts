import { once } from 'node:events';
import { type RunningWhorl, type SettingName, startWhorl } from '@whorl/server';
import { foldIndented } from '../fold.ts';
import { greet } from '../greet.ts';
import { createLogLines } from '../log-lines.ts';
import type { Terminal } from '../terminal.ts';

/** What `whorl start` was told. */
export interface StartOptions {
  readonly data: string;
  /** Settings that were typed, as typed. */
  readonly flags: Readonly<Partial<Record<SettingName, string>>>;
}

/** Starts the sandbox, shows that it works by one sealed call, and serves until told to stop. */
export async function start({ data, flags }: StartOptions, terminal: Terminal): Promise<void> {
  const startedMs = performance.now();
  const stop = stopSignal();
  const log = createLogLines((line) => terminal.complain(line));
  const running = await startWhorl({
    dataDir: data,
    flags,
    environment: process.env,
    ...(!terminal.json && { logStream: log }),
  });
  const { baseUrl, productionUrl, adminUrl, dataDir } = running;
  terminal.emit('ready', { baseUrl, productionUrl, adminUrl, dataDir, pid: process.pid });
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  terminal.say(`${terminal.style.bold('Whorl sandbox')} at ${baseUrl}, ready in ${seconds} s.`);
  if (adminUrl !== undefined) terminal.say(`Its admin API is at ${adminUrl}.`);
  sayProduction(running, terminal);
  terminal.say();
  const greetingId = await greet(dataDir, terminal);
  sayNext({ data, dataDir }, terminal);
  log.release(greetingId);
  const reason = await stop;
  terminal.say(`\n${reason}: answering what is in flight, then stopping.`);
  await running.close();
  terminal.emit('stopped', { reason });
}

/** Says nothing of a production that was never set up. */
function sayProduction(running: RunningWhorl, terminal: Terminal): void {
  const { productionUrl, unmetRequirements } = running;
  const { say, style, complain, emit } = terminal;
  if (productionUrl !== undefined) say(`${style.bold('Production')} at ${productionUrl}.`);
  if (unmetRequirements.length === 0) return;
  emit('production-unmet', { unmet: unmetRequirements });
  complain('Production was set up, and does not start:');
  for (const one of unmetRequirements) for (const line of foldIndented(one, 2)) complain(line);
}

type Folder = Pick<StartOptions, 'data'> & Pick<RunningWhorl, 'dataDir'>;

function sayNext({ data, dataDir }: Folder, { say, style }: Terminal): void {
  const where = data === '.whorl' ? '' : ` --data ${data}`;
  say(`${style.bold('Your credentials')} are in ${dataDir}/demo:`);
  say('certificate and key as PEM and PKCS#12, the two encryption keys, the authority');
  say('to trust (ca.pem), and config.json.\n');
  say(`${style.bold('Next')}, in another terminal:`);
  say(`  npx whorl call${where} --file api/examples/full.json`);
  say(`  npx whorl kit demo --for node${where}   # a program, with the official library`);
  say(`  npx whorl doctor --recent${where}       # why calls were refused`);
  say('  npx whorl --help\n');
  say(style.dim('Calls are logged below. Ctrl-C stops; the next start finds all of it again.\n'));
}

/** Resolves, with the signal's name, when the process is asked to end. */
async function stopSignal(): Promise<string> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  return Promise.race(signals.map((name) => once(process, name).then(() => name)));
}
