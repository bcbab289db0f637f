import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LaunchFailure } from './failure.js';

const pollMs = 200;
const patienceMs = 10 * 60_000;

/**
 * Does the work while no other process does work under the same lock, and waits its turn for that.
 * The lock is a folder holding one entry, named by its owner's process id: both taking a free lock
 * and taking over a dead owner's are a single rename, which succeeds for one process only.
 *
 * @template T
 * @param {string} lock the folder; it exists only while the lock is held
 * @param {{ onWait: (owner: number) => void, work: () => Promise<T> }} options
 * @returns {Promise<T>}
 * @throws {LaunchFailure} when the lock stays taken for ten minutes
 */
export async function alone(lock, { onWait, work }) {
  await take(lock, onWait);
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

async function take(lock, onWait) {
  const deadline = Date.now() + patienceMs;
  for (let told = false; ; await sleep(pollMs)) {
    if (takeFree(lock)) return;
    const owner = ownerOf(lock);
    if (owner === undefined) continue;
    if (!isAlive(owner) && takeOver(lock, owner)) return;
    if (Date.now() > deadline) {
      throw new LaunchFailure(
        `Process ${owner} has been installing for ten minutes. If it is not: remove ${lock} and try again.`,
      );
    }
    if (!told) onWait(owner);
    told = true;
  }
}

function takeFree(lock) {
  const draft = `${lock}-${process.pid}`;
  mkdirSync(join(draft, String(process.pid)), { recursive: true });
  const taken = renamed(draft, lock);
  if (!taken) rmSync(draft, { recursive: true, force: true });
  return taken;
}

function takeOver(lock, owner) {
  return renamed(join(lock, String(owner)), join(lock, String(process.pid)));
}

function renamed(from, to) {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    // Taken (the names differ by platform), or taken over a moment before us.
    if (['ENOTEMPTY', 'EEXIST', 'EPERM', 'ENOENT'].includes(error.code)) return false;
    throw error;
  }
}

function ownerOf(lock) {
  try {
    const [name] = readdirSync(lock);
    return name === undefined ? undefined : Number(name);
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
