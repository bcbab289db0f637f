/** Servers under measurement: processes of their own, pinned to one core where the system can. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** The core the server runs on; the load comes from another. */
const serverCore = '1';

/** What Node.js needs to run our sources as they are. */
export const nodeFlags = [
  '--conditions=whorl-source',
  '--experimental-strip-types',
  '--disable-warning=ExperimentalWarning',
];

export interface MeasuredProcess {
  /** Its first line of standard output, parsed. */
  readonly ready: Record<string, unknown>;
  /** From spawning to that line. */
  readonly startMs: number;
  cpuMicros(): number;
  residentMegabytes(): number;
  stop(): Promise<void>;
}

/** Starts a script of the repository and waits for its first line. */
export async function startMeasured(
  script: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<MeasuredProcess> {
  const startedMs = performance.now();
  const [command, ...rest] = pinned([process.execPath, ...nodeFlags, script, ...args]);
  const child = spawn(command as string, rest, {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ...settings },
  });
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const startMs = performance.now() - startedMs;
  return { ready: JSON.parse(line), startMs, ...meters(child) };
}

/** Runs a script on the server's core to its end and returns what it printed, parsed. */
export function runPinned(script: string, args: readonly string[] = []): Record<string, number> {
  const [command, ...rest] = pinned([process.execPath, ...nodeFlags, script, ...args]);
  return JSON.parse(execFileSync(command as string, rest, { encoding: 'utf8' }));
}

function pinned(command: readonly string[]): readonly string[] {
  try {
    execFileSync('taskset', ['-c', serverCore, 'true'], { stdio: 'ignore' });
    return ['taskset', '-c', serverCore, ...command];
  } catch {
    return command;
  }
}

const ticksPerSecond = 100;

function meters(
  child: ChildProcess,
): Pick<MeasuredProcess, 'cpuMicros' | 'residentMegabytes' | 'stop'> {
  const proc = (name: string) => readFileSync(`/proc/${child.pid}/${name}`, 'utf8');
  return {
    cpuMicros() {
      const fields = proc('stat').split(') ')[1]?.split(' ') ?? [];
      return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1e6;
    },
    residentMegabytes: () => Number(/VmRSS:\s+(\d+)/.exec(proc('status'))?.[1]) / 1024,
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'close');
    },
  };
}
