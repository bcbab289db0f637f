import { open, readdir, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { type Diagnosis, diagnose } from '@whorl/contract';
import { contentOf } from './content.ts';
import type { ExaminedFile } from './examined-file.ts';
import { recognise } from './recognise.ts';
import type { Role } from './role.ts';

/** A file that is to be read. */
export interface Wanted {
  readonly path: string;
  readonly role?: Role | undefined;
  /** Of a PKCS#12 file, where one is known. */
  readonly password?: string | undefined;
}

const maxBytes = 1024 * 1024;

/** Reads files and tells what they are; one that cannot be read is a file with that fault. */
export const readFiles = (wanted: readonly Wanted[]): Promise<readonly ExaminedFile[]> =>
  Promise.all(wanted.map(readOne));

async function readOne({ path, role, password }: Wanted): Promise<ExaminedFile> {
  const read = await readBytes(path);
  if ('diagnosis' in read) {
    const content = contentOf('unknown', { faults: [read.diagnosis] });
    return { path, role, content, isOpenToOthers: false };
  }
  const content = recognise({ path, bytes: read.bytes, password });
  return { path, role, content, isOpenToOthers: read.isOpenToOthers };
}

type Read =
  | { readonly bytes: Buffer; readonly isOpenToOthers: boolean }
  | { readonly diagnosis: Diagnosis };

async function readBytes(path: string): Promise<Read> {
  try {
    const file = await open(path, 'r');
    try {
      const { mode, size } = await file.stat();
      if (size > maxBytes) return { diagnosis: diagnose('file-too-large', { bytes: maxBytes }) };
      // Windows has no such bits: there everybody always may.
      const isOpenToOthers = process.platform !== 'win32' && (mode & 0o077) !== 0;
      return { bytes: await readAtMost(file), isOpenToOthers };
    } finally {
      await file.close();
    }
  } catch (error) {
    const { code = 'unknown reason' } = error as NodeJS.ErrnoException;
    const isAbsent = code === 'ENOENT' || code === 'ENOTDIR';
    return {
      diagnosis: isAbsent ? diagnose('file-absent') : diagnose('file-unreadable', { code }),
    };
  }
}

/** A device or a pipe has no size: no more of it is read than of a file. */
async function readAtMost(file: Awaited<ReturnType<typeof open>>): Promise<Buffer> {
  const bytes = Buffer.alloc(maxBytes + 1);
  let length = 0;
  for (;;) {
    const { bytesRead } = await file.read(bytes, length, bytes.length - length);
    length += bytesRead;
    if (bytesRead === 0 || length === bytes.length) return Buffer.from(bytes.subarray(0, length));
  }
}

/** What in a folder can be examined, by its name. */
const examinable =
  /\.(pem|key|crt|cer|der|csr|p12|pfx|jks|jwk)$|\.jwk\.json$|^(config|insomnia)\.json$/i;

/** Whether a path is a folder. */
export const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** The files of a folder that can be examined, as they are shown: from where the command was typed. */
export async function listFolder(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => !entry.isDirectory() && examinable.test(entry.name));
  return names.map(({ name }) => join(folder, name)).sort();
}

/** A path that a configuration names, from where it lies. */
export const besides = (configuration: string, named: string): string => {
  const absolute = resolve(dirname(configuration), named);
  const near = relative(process.cwd(), absolute);
  return near.startsWith('..') ? absolute : near;
};
