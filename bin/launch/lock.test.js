import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { alone } from './lock.js';

let folder;
let lock;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whorl-lock-'));
  lock = join(folder, '.installing');
});
afterEach(() => rmSync(folder, { recursive: true }));

const nobodyWaits = () => {
  throw new Error('waited');
};

it('gives what the work gives, and leaves nothing behind', async () => {
  const given = await alone(lock, { onWait: nobodyWaits, work: async () => existsSync(lock) });
  expect(given).toBe(true);
  expect(readdirSync(folder)).toEqual([]);
});

it('leaves nothing behind when the work fails', async () => {
  const work = async () => {
    throw new Error('no network');
  };
  await expect(alone(lock, { onWait: nobodyWaits, work })).rejects.toThrow('no network');
  expect(readdirSync(folder)).toEqual([]);
});

it('takes over from a process that is gone', async () => {
  const { pid } = spawnSync(process.execPath, ['--eval', '']);
  mkdirSync(join(lock, String(pid)), { recursive: true });
  expect(await alone(lock, { onWait: nobodyWaits, work: async () => 'done' })).toBe('done');
  expect(readdirSync(folder)).toEqual([]);
});

it('waits for a process that is alive, and says so once', async () => {
  mkdirSync(join(lock, String(process.ppid)), { recursive: true });
  const onWait = vi.fn();
  const turn = alone(lock, { onWait, work: async () => 'done' });
  await sleep(600);
  expect(onWait.mock.calls).toEqual([[process.ppid]]);
  rmSync(lock, { recursive: true });
  expect(await turn).toBe('done');
});
