/** What becomes of the embedded network when its images, or the log behind them, are damaged or lost. */
import {
  copyFile,
  cp,
  mkdir,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEmbeddedNetwork } from '../../packages/server/src/network/embedded/embedded-network.ts';
import type { NetworkEvent } from '../../packages/server/src/network/embedded/network-event.ts';
import { call, element } from '../../packages/server/src/network/testing/calls.ts';
import { firstFile, openAndCount, storageKey, useFolders, writeThree } from './network-folder.ts';

const newFolder = useFolders();

/** Images as often as can be. */
const options = { fileBytes: 300, imageBytes: 0 };
const [olderImage, newestImage] = ['image-000001', 'image-000002'];

/** An image of two calls, one of three, and a log of two files: the second has what the older image has not. */
async function writeWithImages(): Promise<string> {
  const folder = await newFolder();
  const network = await openEmbeddedNetwork({ folder, storageKey, ...options, imageBytes: 1e9 });
  for (const n of [1, 2]) await network.record(call({ elements: [element('email', n)] }));
  await network.replaceImages();
  await network.record(call({ elements: [element('email', 3)] }));
  await network.close();
  await copyFile(join(folder, olderImage), join(folder, 'kept'));
  const again = await openEmbeddedNetwork({ folder, storageKey, ...options, imageBytes: 1e9 });
  await again.replaceImages();
  await again.close();
  await copyFile(join(folder, 'kept'), join(folder, olderImage));
  await rm(join(folder, 'kept'));
  return folder;
}

async function copyOf(folder: string): Promise<string> {
  const copy = await newFolder();
  await cp(folder, copy, { recursive: true });
  return copy;
}

async function spoil(path: string, at: number): Promise<void> {
  const bytes = await readFile(path);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 0x10, at);
  await writeFile(path, bytes);
}

const imagesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => name.startsWith('image')).sort();

describe('images of the table', () => {
  it('are written while calls are recorded, and the newest two are kept', async () => {
    const folder = await newFolder();
    const network = await openEmbeddedNetwork({ folder, storageKey, ...options });
    let calls = 0;
    const newest = async (): Promise<number> =>
      Number((await imagesIn(folder)).at(-1)?.slice(6, 12));
    while (!((await newest()) >= 3))
      await network.record(call({ elements: [element('email', calls++)] }));
    await network.close();
    const images = await imagesIn(folder);
    expect(images).toHaveLength(2);
    expect((await stat(join(folder, images[1] ?? ''))).mode & 0o777).toBe(0o600);
    expect(await openAndCount(folder)).toEqual({ elements: calls, events: [] });
  });

  it('are used: the log before one is not read, and verifying reads it', async () => {
    const folder = await writeWithImages();
    await spoil(join(folder, firstFile), 100);
    const events: NetworkEvent[] = [];
    const report = (event: NetworkEvent) => events.push(event);
    const network = await openEmbeddedNetwork({ folder, storageKey, report });
    expect((await network.size()).elements).toBe(3);
    expect(await network.verify()).toEqual([expect.stringContaining(`${firstFile} is damaged at`)]);
    await network.close();
    expect(events).toEqual([]);
  });

  it('give way to the one before, and to the whole log, when they are damaged or cut short', async () => {
    const folder = await writeWithImages();
    const { size } = await stat(join(folder, newestImage));
    for (let at = 0; at < size; at += 97) {
      const copy = await copyOf(folder);
      await spoil(join(copy, newestImage), at);
      const first = await openAndCount(copy);
      expect([at, first.elements, first.events.length]).toEqual([at, 3, 1]);
      await truncate(join(copy, olderImage), at);
      const second = await openAndCount(copy);
      expect([at, second.elements]).toEqual([at, 3]);
      expect(second.events.map(({ event }) => event)).toEqual(['image-ignored', 'image-ignored']);
    }
  });

  it('are numbered on, and the damaged ones go', async () => {
    const folder = await writeWithImages();
    await spoil(join(folder, newestImage), 40);
    const network = await openEmbeddedNetwork({ folder, storageKey, imageBytes: 1e9 });
    await network.replaceImages();
    await network.close();
    expect(await imagesIn(folder)).toEqual(['image-000003']);
    expect(await openAndCount(folder)).toEqual({ elements: 3, events: [] });
  });

  it('that a crash left unfinished are removed', async () => {
    const folder = await writeWithImages();
    await writeFile(join(folder, 'image-000003.new'), 'whorimg');
    expect(await openAndCount(folder)).toEqual({ elements: 3, events: [] });
    expect(await imagesIn(folder)).toEqual([olderImage, newestImage]);
  });

  it('do not hide that the log lost what had been acknowledged', async () => {
    const folder = await writeWithImages();
    const newest = join(folder, 'log-000002');
    const whole = await readFile(newest);
    for (const length of [whole.length - 1, 28, 0]) {
      await truncate(newest, length);
      await expect(openEmbeddedNetwork({ folder, storageKey })).rejects.toThrow(newest);
    }
    await rm(newest);
    await expect(openEmbeddedNetwork({ folder, storageKey })).rejects.toThrow(
      `${newest} is missing`,
    );
  });

  it('stand for log files that were pruned, and are then needed', async () => {
    const folder = await writeWithImages();
    await rm(join(folder, firstFile));
    expect(await openAndCount(folder)).toEqual({ elements: 3, events: [] });
    await spoil(join(folder, newestImage), 40);
    await spoil(join(folder, olderImage), 40);
    await expect(openEmbeddedNetwork({ folder, storageKey })).rejects.toThrow(
      `The log in ${folder} begins with ${join(folder, 'log-000002')}, and no image that can be read`,
    );
  });

  it('that cannot be written stop nobody', async () => {
    const folder = await newFolder();
    for (let n = 1; n <= 9; n += 1) await mkdir(join(folder, `image-00000${n}.new`));
    const events: NetworkEvent[] = [];
    await writeThree(folder, { ...options, report: (event) => events.push(event) });
    expect(events.map(({ event }) => event)).toContain('image-not-written');
    expect((await openAndCount(folder)).elements).toBe(3);
  });
});
