/** A process that loads a network until it is killed, by itself or from outside. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { below } from '../../support/random.ts';
import type { Loading } from './loading.ts';

const program = fileURLToPath(new URL('loaded-network.ts', import.meta.url));

/** How many events one process may send: their numbers do not meet. */
export const eventsAProcess = 100_000;

/** The latest write before which a process kills itself: most of them are of images. */
const mostWrites = 250;

/** How long a process is left to work before it is killed from outside. */
const mostMs = 80;

/** How a process ends. */
export type End = Pick<Loading, 'lastWrite' | 'share'> | { readonly afterMs: number };

/** @param patience how much longer than most it may work */
export const drawEnd = (random: () => number, patience = 1): End =>
  random() < 0.5
    ? { lastWrite: 1 + below(random, mostWrites * patience), share: random() }
    : { afterMs: random() * mostMs * patience };

/** @returns the numbers of the events that were acknowledged */
export async function runUntilKilled(loading: Loading, end: End): Promise<readonly number[]> {
  const told = JSON.stringify({ ...loading, ...('afterMs' in end ? {} : end) });
  const child = spawn(process.execPath, ['--conditions=whorl-source', program, told], {
    env: { ...process.env, NODE_COMPILE_CACHE: join(loading.folder, '../compiled') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close');
  if ('afterMs' in end)
    void once(child.stdout, 'data')
      .then(() => sleep(end.afterMs))
      .then(() => child.kill('SIGKILL'));
  const [lines, failures] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [, signal] = await closed;
  expect([signal, failures]).toEqual(['SIGKILL', '']);
  return lines.split('\n').slice(0, -1).map(Number);
}
