/** The `whorl` command in a process of its own, as its users run it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { keepLog } from './sandbox.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const launcher = fileURLToPath(new URL('../../bin/whorl.js', import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command to its end. */
export async function runWhorl(args: readonly string[], input = ''): Promise<Finished> {
  const child = spawnWhorl(args);
  child.stdin?.end(input);
  const [stdout, stderr, [code]] = await Promise.all([
    collect(child.stdout),
    collect(child.stderr),
    once(child, 'close'),
  ]);
  return { code, stdout, stderr };
}

/** A started service. */
export interface ServiceProcess {
  readonly baseUrl: string;
  readonly dataDir: string;
  /** The process that serves, which is not the launcher. */
  readonly pid: number;
  /** Every event so far. */
  readonly events: readonly Record<string, unknown>[];
  /** Sends a signal to the serving process and waits for the end of the launcher. */
  stop(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts the service on a free port and resolves when it is ready. */
export async function startService(dataDir: string): Promise<ServiceProcess> {
  const child = spawnWhorl([
    'start',
    '--data',
    dataDir,
    '--port',
    '0',
    '--admin-port',
    '0',
    '--json',
  ]);
  const closed = once(child, 'close');
  const log: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => keepLog(log, text));
  const events: Record<string, unknown>[] = [];
  const ready = await new Promise<Record<string, unknown>>((resolve, reject) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      events.push(JSON.parse(line));
      const [first] = events;
      if (events.length === 1 && first?.event === 'ready') resolve(first);
    });
    closed.then(() => reject(new Error(`whorl start ended before it was ready:\n${log.join('')}`)));
  });
  const pid = Number(ready.pid);
  return {
    baseUrl: String(ready.baseUrl),
    dataDir: String(ready.dataDir),
    pid,
    events,
    async stop(signal) {
      process.kill(pid, signal);
      const [code] = await closed;
      return code;
    },
  };
}

const spawnWhorl = (args: readonly string[]): ChildProcess =>
  spawn(process.execPath, [launcher, ...args], { cwd: root, stdio: ['pipe', 'pipe', 'pipe'] });

async function collect(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = '';
  for await (const chunk of stream ?? []) text += chunk;
  return text;
}
