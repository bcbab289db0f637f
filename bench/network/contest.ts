import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { nodeFlags } from '../support/processes.ts';
import type { Answer, Done, Task } from './task.ts';

/** What a contestant did, and what it was after a kill. */
export interface Result {
  readonly loaded: Done;
  readonly restarted: Done;
}

/**
 * Has a contestant make its table, count and be killed, and looks at what it has left. A sentence instead when it
 * cannot take part.
 *
 * @throws Error when it lost or invented counts
 */
export async function contend(task: Omit<Task, 'folder' | 'step'>): Promise<Result | string> {
  const folder = mkdtempSync(join(tmpdir(), `whorl-bench-${task.contestant}-`));
  try {
    const loaded = await takePart({ ...task, folder, step: 'load' });
    if ('missing' in loaded) return loaded.missing;
    const restarted = await takePart({ ...task, folder, step: 'restart' });
    if ('missing' in restarted) return restarted.missing;
    checkKept(task.contestant, { loaded, restarted });
    return { loaded, restarted };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function checkKept(contestant: string, { loaded, restarted }: Result): void {
  if (loaded.sum !== restarted.sum || loaded.records !== restarted.records)
    throw new Error(
      `${contestant} had ${loaded.records} records and a sum of ${loaded.sum} before it was killed, ${restarted.records} and ${restarted.sum} after.`,
    );
}

/** Runs a task in a process of its own, and kills it when it has answered. */
async function takePart(task: Task): Promise<Answer> {
  const args = [...nodeFlags, '--expose-gc', 'bench/network/take-part.ts', JSON.stringify(task)];
  const child = spawn(process.execPath, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  const closed = once(child, 'close');
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([text]) => String(text)),
    closed.then(() => undefined),
  ]);
  killGroup(child.pid);
  await closed;
  if (line === undefined) throw new Error(`${task.contestant} ended before it had answered.`);
  return JSON.parse(line);
}

/** A contestant and its servers. */
function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody of it is left.
  }
}
