import { readdir, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { type Diagnosis, diagnose } from '@whorl/contract';
import { Effort } from '@whorl/server/brought';
import { contentOf } from './content.ts';
import type { ExaminedFile } from './examined-file.ts';
import { maxFileBytes, type NotRead, readBounded } from './read-bounded.ts';
import { recognise } from './recognise.ts';
import type { Role } from './role.ts';

/** A file that is to be read. */
export interface Wanted {
  readonly path: string;
  readonly role?: Role | undefined;
  /** Of a PKCS#12 file, where one is known. */
  readonly password?: string | undefined;
}

/** How many are read at once: a folder may hold thousands. */
const atOnce = 8;

/** Reads files and tells what they are; one that cannot be read is a file with that fault. */
export async function readFiles(wanted: readonly Wanted[]): Promise<readonly ExaminedFile[]> {
  const files: ExaminedFile[] = [];
  const effort = new Effort();
  const read = (one: Wanted) => readOne(one, effort);
  for (let at = 0; at < wanted.length; at += atOnce)
    files.push(...(await Promise.all(wanted.slice(at, at + atOnce).map(read))));
  return files;
}

async function readOne({ path, role, password }: Wanted, effort: Effort): Promise<ExaminedFile> {
  const read = await readBounded(path);
  if ('reason' in read) {
    const content = contentOf('unknown', { faults: [faultOf(read)] });
    return { path, role, content, isOpenToOthers: false };
  }
  const content = recognise({ path, bytes: read.bytes, password, effort });
  return { path, role, content, isOpenToOthers: read.isOpenToOthers };
}

function faultOf({ reason }: NotRead): Diagnosis {
  if (reason === 'absent') return diagnose('file-absent');
  if (reason === 'not-regular') return diagnose('file-not-regular');
  if (reason === 'too-large') return diagnose('file-too-large', { bytes: maxFileBytes });
  return diagnose('file-unreadable', reason);
}

/** What in a folder can be examined, by its name. */
const examinable =
  /\.(pem|key|crt|cer|der|csr|p12|pfx|jks|jwk)$|\.jwk\.json$|^(config|insomnia|request)\.json$/i;

/** Whether a path is a folder. */
export const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** Whether a path is a regular file. */
export const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );

/** The files of a folder that can be examined, as they are shown: from where the command was typed. */
export async function listFolder(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => !entry.isDirectory() && examinable.test(entry.name));
  return names.map(({ name }) => join(folder, name)).sort();
}

/** A path that a configuration names, from where it lies, and named as that is. */
export const besides = (configuration: string, named: string): string =>
  isAbsolute(named) ? named : join(dirname(configuration), named);
