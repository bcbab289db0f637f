import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  createKeyringContent,
  finishRotation,
  openKeyring,
  rotateMaster,
} from '../../../pki/keyring.ts';
import { openTestRoom } from './testing/room.ts';
import { fill, tell } from './testing/shop.ts';

const [from, to] = [randomBytes(32), randomBytes(32)];
const content = createKeyringContent(from, randomBytes);
const rotated = rotateMaster(content, { from, to, random: randomBytes });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-rewrap-'));
});
afterEach(() => rm(folder, { recursive: true }));

const open = (keyring: ReturnType<typeof openKeyring>) => openTestRoom({ folder, keyring });
const keyFile = (): string => join(folder, 'network', 'generation-1', 'storage-key');

it('a new master key opens the network once its storage key was wrapped anew', async () => {
  const before = open(openKeyring(content, from));
  await fill(await before.network());
  const then = await tell(await before.network());
  await before.close();
  const finished = openKeyring(finishRotation(rotated, to), to);
  const early = open(finished);
  await expect(early.network()).rejects.toThrow(/keyring/);
  const between = open(openKeyring(rotated, from));
  expect(await between.keeping.rewrap()).toBe(1);
  expect(await between.keeping.rewrap()).toBe(0);
  expect(finished.isStale((await readFile(keyFile(), 'utf8')).trim())).toBe(false);
  expect((await stat(keyFile())).mode & 0o777).toBe(0o600);
  expect(await tell(await early.network())).toEqual(then);
  await early.close();
});

it('of an environment whose network was never opened, nothing is wrapped', async () => {
  expect(await open(openKeyring(content, from)).keeping.rewrap()).toBe(0);
});

it('a backup of before a rotation that is over is refused, and says why', async () => {
  const room = open(openKeyring(content, from));
  const backup = join(folder, 'backup');
  await room.keeping.backup(backup);
  await room.keeping.rewrap();
  const between = open(openKeyring(rotated, from));
  expect(await between.keeping.rewrap()).toBe(1);
  await room.close();
  const after = open(openKeyring(finishRotation(rotated, to), to));
  await expect(after.keeping.restore(backup)).rejects.toThrow(/master key was rotated since/);
  await after.close();
});
