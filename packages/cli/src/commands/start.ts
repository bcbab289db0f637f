import { once } from 'node:events';
import { createClient } from '@whorl/client';
import { type RunningWhorl, type SettingName, startWhorl } from '@whorl/server';
import { readCredentials } from '../credentials.ts';
import { greetingTransaction } from '../greeting.ts';
import { humanLogStream } from '../log-lines.ts';
import { outline } from '../outline.ts';
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
  const running = await startWhorl({
    dataDir: data,
    flags,
    environment: process.env,
    ...(!terminal.json && { logStream: humanLogStream((line) => terminal.complain(line)) }),
  });
  const { baseUrl, dataDir } = running;
  terminal.emit('ready', { baseUrl, dataDir, pid: process.pid });
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  terminal.say(`${terminal.style.bold('Whorl sandbox')} at ${baseUrl}, ready in ${seconds} s.\n`);
  await greet(running, terminal);
  sayNext(running, terminal);
  const reason = await stop;
  terminal.say(`\n${reason}: answering what is in flight, then stopping.`);
  await running.close();
  terminal.emit('stopped', { reason });
}

async function greet({ dataDir }: RunningWhorl, terminal: Terminal): Promise<void> {
  const { baseUrl, tls, requestKey, responseKey } = await readCredentials({ data: dataDir });
  const client = createClient({ baseUrl, tls, encryption: { requestKey, responseKey } });
  const request = greetingTransaction(Date.now());
  const sentMs = performance.now();
  try {
    const answer = await client.transactions.retrieve(request);
    const durationMs = Math.round((performance.now() - sentMs) * 10) / 10;
    terminal.emit('greeting', { request, answer, durationMs });
    terminal.say(
      `${terminal.style.bold('One call')}, sealed and sent to POST ${baseUrl}/transactions:`,
    );
    for (const line of outline(request, terminal.style)) terminal.say(line);
    const verdict = terminal.style.good('200');
    terminal.say(
      `\n${terminal.style.bold('Its answer')}, opened: ${verdict} in ${durationMs} ms, handshake included:`,
    );
    for (const line of outline(answer, terminal.style)) terminal.say(line);
  } finally {
    client.close();
  }
}

function sayNext({ dataDir }: RunningWhorl, { say, style }: Terminal): void {
  say(
    `\n${style.bold('Your credentials')} are in ${dataDir}/demo: certificate and key as PEM and PKCS#12,`,
  );
  say('the two encryption keys, the authority to trust (ca.pem), and config.json.');
  say(`${style.bold('Next')}, in another terminal:`);
  say('  npx whorl call --file api/examples/full.json     another call, with these credentials');
  say('  npx whorl --help                                 everything else');
  say(style.dim('Calls are logged below. Ctrl-C stops; the next start finds all of it again.\n'));
}

/** Resolves, with the signal's name, when the process is asked to end. */
async function stopSignal(): Promise<string> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  return Promise.race(signals.map((name) => once(process, name).then(() => name)));
}
