/** Where the master key comes from: outside of the data folder, or, in a sandbox, in it. */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { writeDurably } from './durable-file.ts';
import { runKeyCommand } from './key-command.ts';
import type { Settings } from './settings.ts';
import { firstStore, masterKeyStores } from './stores.ts';

/** A master key that cannot be had. The message says from where, why, and what to do; never what it is. */
export class MasterKeyError extends Error {
  override readonly name = 'MasterKeyError';
}

/** The key that every other secret of a data folder hangs on. */
export interface MasterKey {
  /** 32 bytes. */
  readonly key: Buffer;
  /** `folder` is `master.key` in the data folder. */
  readonly source: 'environment' | 'file' | 'command' | 'folder';
  /** Where it comes from a file: its absolute path. */
  readonly path?: string;
}

/** Where to look for the master key. */
export interface MasterKeySources {
  /** The data folder. */
  readonly folder: string;
  readonly settings: Pick<Settings, 'masterKeyFile' | 'masterKeyCommand'>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** How long a command may take, milliseconds. */
  readonly commandTimeoutMs?: number;
}

const variable = 'WHORL_MASTER_KEY';
const keyBytes = 32;
const commandTimeoutMs = 10_000;

/**
 * Reads the master key from the one place that was named: the variable `WHORL_MASTER_KEY`, the file of the
 * setting `masterKeyFile`, the command of `masterKeyCommand`. Where none is named it is `master.key` in the
 * data folder, and that is made in a folder that holds nothing yet.
 *
 * A relative `masterKeyFile` begins at the folder that the data folder lies in.
 *
 * @throws MasterKeyError when two places are named, and when it is missing, damaged, or a file that others can read
 * @example
 * const { key, source } = await openMasterKey({ folder, settings, environment: process.env });
 */
export async function openMasterKey(sources: MasterKeySources): Promise<MasterKey> {
  const { settings, environment } = sources;
  const named = [
    [variable, environment[variable]],
    ['masterKeyFile', settings.masterKeyFile || undefined],
    ['masterKeyCommand', settings.masterKeyCommand || undefined],
  ] as const;
  const given = named.filter(([, value]) => value !== undefined);
  if (given.length > 1)
    throw new MasterKeyError(
      `The master key comes from ${given.map(([name]) => name).join(' and from ')}. Leave one of them.`,
    );
  const [[name, value = ''] = []] = given;
  if (name === variable) return { key: readKey(value, variable), source: 'environment' };
  if (name === 'masterKeyFile') return openNamedFile(value, sources);
  if (name === 'masterKeyCommand') return askCommand(value, sources);
  return openFolderKey(sources);
}

async function openNamedFile(name: string, { folder }: MasterKeySources): Promise<MasterKey> {
  if (parseKey(name) !== undefined)
    throw new MasterKeyError(
      'masterKeyFile is the key itself, it seems. Put the key into a file, and set masterKeyFile to its path.',
    );
  const path = isAbsolute(name) ? name : resolve(dirname(resolve(folder)), name);
  const key = await readKeyFile(path);
  if (key !== undefined) return { key, source: 'file', path };
  const cure = (await firstStore(folder, masterKeyStores))
    ? putBack
    : `Make it: (umask 077; openssl rand -hex 32 > ${quoted(path)})`;
  throw new MasterKeyError(`${path}, which masterKeyFile names, is missing. ${cure}`);
}

async function askCommand(command: string, sources: MasterKeySources): Promise<MasterKey> {
  const answer = await runKeyCommand(command, sources.commandTimeoutMs ?? commandTimeoutMs);
  if (answer.ok)
    return { key: readKey(answer.output, 'What masterKeyCommand printed'), source: 'command' };
  throw new MasterKeyError(
    `masterKeyCommand gave no master key (${answer.reason}). Run it by hand, as the user that Whorl runs as.`,
  );
}

async function openFolderKey({ folder }: MasterKeySources): Promise<MasterKey> {
  const path = join(folder, 'master.key');
  const found = await readKeyFile(path);
  if (found !== undefined) return { key: found, source: 'folder', path };
  if ((await firstStore(folder, masterKeyStores)) === undefined)
    return { key: await createKeyFile(path), source: 'folder', path };
  const places = 'set masterKeyFile or masterKeyCommand to where it is now';
  throw new MasterKeyError(`${path} is missing. ${putBack} If it was moved, ${places}.`);
}

/**
 * Reads the master key of a file, or makes the file where there is none.
 *
 * @param path absolute
 * @throws MasterKeyError for a relative path, and for a file that holds no key, or that others can read
 */
export async function openMasterKeyFile(path: string): Promise<Buffer> {
  if (!isAbsolute(path))
    throw new MasterKeyError(`${path} is a relative path. Give the file's whole path.`);
  return (await readKeyFile(path)) ?? createKeyFileAt(path);
}

/** With the folder that it lies in, where that one is not there: its owner's alone. */
async function createKeyFileAt(path: string): Promise<Buffer> {
  await mkdir(dirname(path), { mode: 0o700 }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') throw cannot(path, 'written', cause);
  });
  return createKeyFile(path);
}

async function createKeyFile(path: string): Promise<Buffer> {
  const key = randomBytes(keyBytes);
  await writeDurably(path, `${key.toString('base64url')}\n`).catch((cause) => {
    throw cannot(path, 'written', cause);
  });
  return key;
}

async function readKeyFile(path: string): Promise<Buffer | undefined> {
  const file = await openFile(path);
  if (file === undefined) return undefined;
  try {
    await checkFile(file, path);
    return readKey(await file.readFile('utf8'), path);
  } catch (error) {
    throw error instanceof MasterKeyError ? error : cannot(path, 'read', error);
  } finally {
    await file.close();
  }
}

/** Without waiting, as a pipe nobody writes to would have it. */
const howToOpen = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

const openFile = (path: string): Promise<FileHandle | undefined> =>
  open(path, howToOpen).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw cannot(path, 'read', cause);
  });

/** A key with blanks around it is shorter. */
const maxFileBytes = 1024;

async function checkFile(file: FileHandle, path: string): Promise<void> {
  const found = await file.stat();
  if (!found.isFile() || found.size > maxFileBytes)
    throw new MasterKeyError(`${path} is no master key: ${wanted}`);
  // Windows has no such modes.
  if (process.platform === 'win32' || (found.mode & 0o077) === 0) return;
  const octal = (found.mode & 0o777).toString(8);
  throw new MasterKeyError(
    `${path} is open to other users (mode ${octal}). Type: chmod 600 ${quoted(path)}`,
  );
}

function readKey(text: string, where: string): Buffer {
  const key = parseKey(text);
  if (key !== undefined) return key;
  throw new MasterKeyError(`${where} is no master key: ${wanted}`);
}

/** The key of a text, or nothing for what is none. */
export function parseKey(text: string): Buffer | undefined {
  const digits = text.trim();
  if (/^[\da-f]{64}$/i.test(digits)) return Buffer.from(digits, 'hex');
  return /^[\w+/-]{43}=?$/.test(digits) ? Buffer.from(digits, 'base64') : undefined;
}

function cannot(path: string, verb: string, cause: unknown): MasterKeyError {
  const { code } = cause as NodeJS.ErrnoException;
  const cure = 'See to the owner and mode of the file and its folder.';
  return new MasterKeyError(`${path} cannot be ${verb} (${code}). ${cure}`, { cause });
}

/** As a shell reads it. */
const quoted = (path: string): string =>
  /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;

const wanted = 'that is 32 bytes, as 64 hex digits or in base64. Put the right one there.';
const putBack = 'Put it back: without it no key in the data folder can be opened.';
