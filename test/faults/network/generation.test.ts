/** A generation of a network whose key or log was changed, lost or is of another: it is refused in a sentence. */
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestRoom } from '../../../packages/server/src/network/embedded/keeping/testing/room.ts';
import { call, element } from '../../../packages/server/src/network/testing/calls.ts';

let parent: string;
let sound: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'whorl-generation-'));
  sound = await makeFolder('sound');
});
afterAll(() => rm(parent, { recursive: true }));

/** An environment's folder, whose network knows one element. */
async function makeFolder(name: string): Promise<string> {
  const folder = join(parent, name);
  const room = openTestRoom({ folder });
  await (await room.network()).record(call({ elements: [element('email', 1)] }));
  await room.close();
  return folder;
}

const generation = 'network/generation-1';

/** What opening it fails with; empty where it does not. */
async function refusalOf(folder: string): Promise<string> {
  const room = openTestRoom({ folder });
  const refusal = await room.network().then(
    () => '',
    ({ name, message }: Error) => `${name}: ${message}`,
  );
  await room.close();
  return refusal;
}

/** What opening a copy is refused with, in which something was changed first. */
async function refusalAfter(change: (folder: string) => Promise<unknown>): Promise<string> {
  const folder = join(parent, 'changed');
  await cp(sound, folder, { recursive: true });
  await change(join(folder, generation));
  const refusal = await refusalOf(folder);
  await rm(folder, { recursive: true });
  return refusal;
}

/** Sentences on one line, which begin with the file's path. */
const told = /^LogDamage: \/[^\n]+\.$/;

describe('a storage key', () => {
  it('that is another in any bit, or cut short, is refused', async () => {
    const whole = await readFile(join(sound, generation, 'storage-key'));
    const end = whole.length - 1;
    for (let at = 0; at < end; at += 1) {
      const changed = Buffer.from(whole);
      changed.writeUInt8(whole.readUInt8(at) ^ (1 << (at % 7)), at);
      for (const bytes of [changed, whole.subarray(0, at)])
        expect(
          await refusalAfter((folder) => writeFile(join(folder, 'storage-key'), bytes)),
          `byte ${at}`,
        ).toMatch(told);
    }
  });

  it('that is missing is missed', async () => {
    const refusal = await refusalAfter((folder) => rm(join(folder, 'storage-key')));
    expect(refusal).toMatch(told);
    expect(refusal).toContain('storage-key is missing');
  });

  it('of another folder is refused, and so is the log of another', async () => {
    const other = join(await makeFolder('other'), generation);
    for (const name of ['storage-key', 'log-000001'])
      expect(await refusalAfter((folder) => cp(join(other, name), join(folder, name)))).toMatch(
        /^LogDamage: \S+log-000001 is of another storage key/,
      );
  });
});

describe('a log', () => {
  it('that was lost as a whole is no empty network', async () => {
    const refusal = await refusalAfter(async (folder) => {
      const names = (await readdir(folder)).filter((name) => !name.startsWith('storage'));
      await Promise.all(names.map((name) => rm(join(folder, name))));
    });
    expect(refusal).toMatch(told);
    expect(refusal).toContain('log-000001 is missing, and all that came after it');
  });
});
