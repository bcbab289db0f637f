/** The names of images, and the bytes that they begin with. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

const pattern = /^image-(\d{6})$/;

/** Before its rename: it is no image yet. */
export const unfinishedSuffix = '.new';

/** The path of an image, of a number that rises. */
export const imageFile = (folder: string, number: number): string =>
  join(folder, `image-${String(number).padStart(6, '0')}`);

/** The numbers of a folder's images, the newest first. */
export async function listImages(folder: string): Promise<number[]> {
  const numbers = (await readdir(folder)).flatMap((file) => pattern.exec(file)?.[1] ?? []);
  return numbers.map(Number).sort((one, other) => other - one);
}

/** Removes all but so many of the newest. */
export async function keepNewestImages(folder: string, kept: number): Promise<void> {
  const old = (await listImages(folder)).slice(kept);
  await Promise.all(old.map((number) => rm(imageFile(folder, number), { force: true })));
}

/** Removes what a crash left of one that was being written. What is no file stays. */
export async function removeUnfinishedImages(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  const unfinished = entries.filter(
    (entry) => entry.isFile() && /^image-\d{6}\.new$/.test(entry.name),
  );
  await Promise.all(unfinished.map(({ name }) => rm(join(folder, name))));
}

const name = Buffer.from('whorimg\x03', 'latin1');

/** Its name, a byte for the version, and by what the storage key is known again. */
export const imageHeadOf = (logHead: Buffer): Buffer =>
  Buffer.concat([name, logHead.subarray(name.length)]);
