/** What becomes of the embedded network's log when its files are cut short, changed or lost. */
import { copyFile, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEmbeddedNetwork } from '../../packages/server/src/network/embedded/embedded-network.ts';
import { fileHeadBytes } from '../../packages/server/src/network/embedded/log-files.ts';
import { createStorageKey } from '../../packages/server/src/network/storage-key.ts';
import { call, element } from '../../packages/server/src/network/testing/calls.ts';
import {
  firstFile,
  folderWith,
  openAndCount,
  storageKey,
  useFolders,
  writeThree,
} from './network-folder.ts';

const newFolder = useFolders();

describe('a log that ends in the middle of its last batch', () => {
  it('opens with all the earlier calls, wherever it ends, and says what was cut off', async () => {
    const folder = await newFolder();
    const [, second, third] = await writeThree(folder);
    const whole = await readFile(join(folder, firstFile));
    for (let length = second + 1; length < third; length += 1) {
      const torn = await folderWith(await newFolder(), whole.subarray(0, length));
      const { elements, events } = await openAndCount(torn);
      expect([length, elements]).toEqual([length, 2]);
      expect(events.map(({ event }) => event)).toEqual(['log-tail-cut']);
      expect(events[0]?.note).toContain(`${length - second} bytes`);
      expect(await openAndCount(torn)).toEqual({ elements: 2, events: [] });
    }
  });

  it('goes on behind the cut', async () => {
    const folder = await newFolder();
    const [, , third] = await writeThree(folder);
    await truncate(join(folder, firstFile), third - 1);
    const network = await openEmbeddedNetwork({ folder, storageKey });
    await network.record(call({ elements: [element('email', 4)] }));
    await network.close();
    expect(await openAndCount(folder)).toEqual({ elements: 3, events: [] });
  });

  it('opens where a crash left zeros, or a file that was not yet begun', async () => {
    const folder = await newFolder();
    const [, second] = await writeThree(folder);
    const whole = await readFile(join(folder, firstFile));
    const zeros = Buffer.concat([whole.subarray(0, second), Buffer.alloc(100)]);
    expect((await openAndCount(await folderWith(await newFolder(), zeros))).elements).toBe(2);
    for (const length of [0, 1, 7, 15]) {
      const unbegun = await newFolder();
      await copyFile(join(folder, firstFile), join(unbegun, firstFile));
      await writeFile(join(unbegun, 'log-000002'), whole.subarray(0, length));
      expect((await openAndCount(unbegun)).elements).toBe(3);
    }
  });
});

describe('a log that was damaged', () => {
  it('is refused for any changed byte that later calls follow, and is left as it is', async () => {
    const folder = await newFolder();
    const [, second] = await writeThree(folder);
    const whole = await readFile(join(folder, firstFile));
    for (let at = 0; at < second; at += 1) {
      const changed = Buffer.from(whole);
      changed.writeUInt8(whole.readUInt8(at) ^ 0x10, at);
      const damaged = await folderWith(await newFolder(), changed);
      await expect(openEmbeddedNetwork({ folder: damaged, storageKey })).rejects.toThrow(damaged);
      expect(await readFile(join(damaged, firstFile))).toEqual(changed);
    }
  });

  it('is refused in a sentence that names the file, the place and what to do', async () => {
    const folder = await newFolder();
    const [first] = await writeThree(folder);
    const path = join(folder, firstFile);
    const bytes = await readFile(path);
    bytes.writeUInt8(bytes.readUInt8(first + 40) ^ 1, first + 40);
    await writeFile(path, bytes);
    await expect(openEmbeddedNetwork({ folder, storageKey })).rejects.toMatchObject({
      name: 'LogDamage',
      message: `${path} is damaged at byte ${first}, in calls that had been answered. Nothing was changed. Restore the folder from a copy, or move it away to start without this history.`,
    });
  });

  it('is refused when an unfinished batch follows the damage', async () => {
    const folder = await newFolder();
    const [first, , third] = await writeThree(folder);
    const path = join(folder, firstFile);
    const bytes = (await readFile(path)).subarray(0, third - 1);
    bytes.writeUInt8(bytes.readUInt8(first + 40) ^ 1, first + 40);
    await writeFile(path, bytes);
    await expect(openEmbeddedNetwork({ folder, storageKey })).rejects.toThrow(`at byte ${first}`);
  });

  it('is refused when a file between others is missing or cut short', async () => {
    const folder = await newFolder();
    const [first] = await writeThree(folder, { fileBytes: 10 });
    const path = join(folder, firstFile);
    await truncate(path, first - 1);
    await expect(openEmbeddedNetwork({ folder, storageKey })).rejects.toThrow(`${path} is damaged`);
    await rm(join(folder, 'log-000002'));
    await expect(openEmbeddedNetwork({ folder, storageKey })).rejects.toThrow(
      `${join(folder, 'log-000002')} is missing`,
    );
    await rm(path);
    await expect(openEmbeddedNetwork({ folder, storageKey })).rejects.toThrow(
      'no image that can be read holds what was before',
    );
  });

  it('is refused when its files changed places, or one lost whole batches at its end', async () => {
    const folder = await newFolder();
    await writeThree(folder, { fileBytes: 10 });
    const [first, second] = [join(folder, firstFile), join(folder, 'log-000002')];
    const [one, other] = [await readFile(first), await readFile(second)];
    await writeFile(first, other);
    await writeFile(second, one);
    await expect(openEmbeddedNetwork({ folder, storageKey })).rejects.toThrow(
      `${first} is file 2 of a log, under another name.`,
    );
    await writeFile(first, one.subarray(0, fileHeadBytes));
    await writeFile(second, other);
    await expect(openEmbeddedNetwork({ folder, storageKey })).rejects.toThrow(
      `${first} is damaged: it had ${one.length} bytes when the next file was begun`,
    );
  });

  it.each([
    ['a newer version wrote it', '77686f726c6f6703', 'newer version of Whorl'],
    ['it was never migrated', '77686f726c6f6701', 'must be migrated'],
    ['it is no log', '77686f726c6c6f02', 'is not a log of Whorl'],
  ])('is refused when %s', async (_, head, words) => {
    const folder = await folderWith(
      await newFolder(),
      Buffer.from(`${head}${'00'.repeat(20)}`, 'hex'),
    );
    await expect(openEmbeddedNetwork({ folder, storageKey })).rejects.toThrow(words);
  });

  it('is refused under another storage key', async () => {
    const folder = await newFolder();
    await writeThree(folder);
    const other = createStorageKey(Buffer.alloc(16, 8));
    await expect(openEmbeddedNetwork({ folder, storageKey: other })).rejects.toMatchObject({
      name: 'LogDamage',
      message: expect.stringContaining('another storage key'),
    });
  });
});

describe("the log's files", () => {
  it('are their owner’s only, and a full one is followed by another', async () => {
    const folder = join(await newFolder(), 'network');
    await writeThree(folder, { fileBytes: 10 });
    const files = ['log-000001', 'log-000002', 'log-000003'].map((name) => join(folder, name));
    const modes = await Promise.all(files.map(async (file) => (await stat(file)).mode & 0o777));
    expect(modes).toEqual([0o600, 0o600, 0o600]);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await openAndCount(folder)).elements).toBe(3);
  });
});
