import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** One operation that is not to be finished. */
export interface KilledStep {
  /** What the folder is opened with. */
  readonly options: object;
  readonly id: string;
  readonly request: object;
  /** The write that it does not live to do. */
  readonly at: number;
}

const program = fileURLToPath(new URL('admin-victim.ts', import.meta.url));
const flags = ['--conditions=whorl-source', '--experimental-strip-types'];

/** Has a process of its own do it, and resolves when that was killed. */
export async function killStep(step: KilledStep): Promise<void> {
  const child = spawn(process.execPath, [...flags, program, JSON.stringify(step)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [said, [, signal]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  if (signal !== 'SIGKILL') throw new Error(`It was not killed: ${said}`);
}
