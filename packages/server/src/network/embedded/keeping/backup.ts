/** Copies a network while it is served, as it was at one instant: when its log was rolled. */
import {
  type FileHandle,
  mkdir,
  open,
  readdir,
  realpath,
  rename,
  rm,
  rmdir,
} from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { syncFolder, writeDurably } from '../../../config/durable-file.ts';
import { type BackupReceipt, KeepingRefused } from '../../keeping.ts';
import type { EmbeddedNetwork } from '../embedded-network.ts';
import { imageFile, listImages } from '../image/image-files.ts';
import { listLogFiles, logFile } from '../log-files.ts';
import { networkFolder } from './generation.ts';
import type { KeepingGround } from './ground.ts';
import { copyHashed } from './hashed-copy.ts';
import {
  type BackupFile,
  backupFormat,
  type Manifest,
  macName,
  macOf,
  manifestName,
  printManifest,
} from './manifest.ts';
import { type GenerationPlace, storageKeyFile, type WrittenKey } from './storage-key-file.ts';

/** What is copied. */
export interface BackupSource {
  readonly ground: KeepingGround;
  readonly network: EmbeddedNetwork;
  readonly place: GenerationPlace;
  readonly key: WrittenKey;
  /** How many erasures were done: no other is begun while this goes on. */
  readonly erasures: number;
}

/** @throws KeepingRefused when the folder is there and not empty, or cannot be written */
export async function makeBackup(source: BackupSource, to: string): Promise<BackupReceipt> {
  const folder = resolve(to);
  const next = `${folder}.unfinished`;
  await refuseWithin(networkFolder(source.ground), folder);
  await prepare(folder, next);
  try {
    const held = await fill(next, source);
    await syncFolder(next);
    await rename(next, folder);
    await syncFolder(dirname(folder));
    return { folder, ...held };
  } catch (cause) {
    await rm(next, { recursive: true, force: true }).catch(() => undefined);
    if (isSystemError(cause)) throw unwritable(folder, cause);
    throw cause;
  }
}

/** Among the files of a network a backup could pass for one of its generations, and goes when they do. */
async function refuseWithin(network: string, folder: string): Promise<void> {
  const parent = await realpath(dirname(folder)).catch((cause: unknown) => {
    throw unwritable(folder, cause);
  });
  if (!`${parent}${sep}`.startsWith(`${await realpath(network)}${sep}`)) return;
  throw new KeepingRefused(`${folder} is within what is backed up. Name a folder elsewhere.`);
}

async function prepare(folder: string, next: string): Promise<void> {
  const there = await namesIn(folder);
  if (there !== undefined && there.length > 0)
    throw new KeepingRefused(`${folder} is there and not empty. Name a folder that is not there.`);
  const left = await namesIn(next);
  if (left?.some((name) => !isOurs(name)))
    throw new KeepingRefused(`${next} is in the way of the backup. Move it away.`);
  try {
    await rm(next, { recursive: true, force: true });
    await mkdir(next, { mode: 0o700 });
    if (there !== undefined) await rmdir(folder);
  } catch (cause) {
    throw unwritable(folder, cause);
  }
}

const namesIn = (folder: string): Promise<readonly string[] | undefined> =>
  readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw unwritable(folder, cause);
  });

/** Whether a crash may have left it of a backup. */
const isOurs = (name: string): boolean =>
  /^(log-\d{6}|image-\d{6}|(storage-key|manifest\.json|manifest\.mac)(\.next)?)$/.test(name);

/** @returns what it holds */
async function fill(next: string, source: BackupSource): Promise<Omit<BackupReceipt, 'folder'>> {
  const { ground, place, key, erasures } = source;
  const opened: ToCopy[] = [];
  try {
    const { atMs, elements, links } = await openAll(source, opened);
    const files: BackupFile[] = [];
    for (const one of opened)
      files.push({ name: one.name, ...(await copyHashed(one, join(next, one.name))) });
    const { environment } = ground;
    const made = { backupFormat, environment, atMs, generation: place.number, erasures };
    const text = printManifest({ ...made, files } satisfies Manifest);
    await writeDurably(join(next, manifestName), text);
    await writeDurably(join(next, macName), `${macOf(text, key.secret)}\n`);
    return { elements, links, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
  } finally {
    await Promise.all(opened.map(({ file }) => file.close()));
  }
}

interface ToCopy {
  readonly name: string;
  readonly file: FileHandle;
  /** So much of it; all unless told. */
  readonly length?: number;
}

/**
 * Opens what is to be copied, the images first: one that is begun behind the instant must not be among them, and an
 * older one may be replaced while it is copied. Of the newest log file only its beginning is of that instant.
 */
async function openAll({ ground, network, place }: BackupSource, opened: ToCopy[]) {
  const { folder } = place;
  const add = async (path: string, length = Number.POSITIVE_INFINITY): Promise<void> => {
    opened.push({ name: basename(path), file: await open(path, 'r'), length });
  };
  await add(storageKeyFile(folder));
  for (const number of await listImages(folder)) await add(imageFile(folder, number));
  const end = await network.roll();
  // Asked in the turn of the roll: nothing was counted since.
  const size = network.size();
  const atMs = ground.clock.nowMs();
  for (const number of await listLogFiles(folder)) {
    if (number < end.number) await add(logFile(folder, number));
    if (number === end.number) await add(logFile(folder, number), end.length);
  }
  const { elements, links } = await size;
  return { atMs, elements, links };
}

const isSystemError = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && 'code' in error;

const unwritable = (folder: string, cause: unknown): KeepingRefused => {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new KeepingRefused(
    `${folder} cannot be written (${reason}). Name a folder on a disk with room, in one that is there and may be written to.`,
    { cause },
  );
};
