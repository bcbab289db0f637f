import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { AdminSchemas } from '@whorl/contract/admin';
import { writeDurably } from '../durable-file.ts';
import { UsageError } from '../exit-codes.ts';
import type { Place } from './folder.ts';
import { mergeSettings, settingsFile } from './settings-file.ts';

/** Files that are handed over once could be written nowhere. */
export class HandOverLost extends Error {
  override readonly name = 'HandOverLost';
}

/** What was written. */
export interface Written {
  readonly folder: string;
  readonly files: readonly WrittenFile[];
  /** Why it is not the folder that was asked for. */
  readonly detour?: string;
}

interface WrittenFile {
  readonly path: string;
  readonly secret: boolean;
  readonly what: string;
}

interface Decoded {
  readonly name: string;
  readonly content: Buffer;
  readonly secret: boolean;
  readonly what: string;
}

/**
 * Writes files that can be had again.
 *
 * @throws UsageError when one is there with other content, or cannot be written
 */
export async function writeFiles(
  files: readonly AdminSchemas['File'][],
  place: Place,
): Promise<Written> {
  try {
    return await writeAll(files.map(decode), place);
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(`--out: ${place.out} ${reasonOf(cause)}.`, { cause });
  }
}

/**
 * Writes files that are handed over once: into their folder or, should it have changed meanwhile, into a new
 * one beside it, or a temporary one.
 *
 * @throws HandOverLost when no folder takes them
 */
export async function writeOnce(
  files: readonly AdminSchemas['File'][],
  place: Place,
): Promise<Written> {
  const decoded = files.map(decode);
  try {
    return await writeAll(decoded, place);
  } catch (cause) {
    const detour = `${place.out} did not take the files after all: ${reasonOf(cause)}`;
    for (const start of [`${place.out}-`, join(tmpdir(), 'whorl-')]) {
      const written = await writeNew(decoded, start).catch(() => undefined);
      if (written !== undefined) return { ...written, detour };
    }
    throw new HandOverLost(`${detour}. No other folder took them either. Revoke what was made.`, {
      cause,
    });
  }
}

const writeNew = async (files: readonly Decoded[], start: string): Promise<Written> =>
  writeAll(files, { out: await mkdtemp(start), force: true });

const reasonOf = (cause: unknown): string => {
  if (cause instanceof UsageError) return cause.message;
  const code = cause instanceof Error && 'code' in cause ? cause.code : cause;
  return `cannot be written (${code})`;
};

/** @throws HandOverLost for a name that leads elsewhere */
function decode({ name, content, encoding, secret, what }: AdminSchemas['File']): Decoded {
  if (basename(name) !== name || name.startsWith('.'))
    throw new HandOverLost(`The service sent a file named "${name}", which is no file name.`);
  return { name, content: Buffer.from(content, encoding), secret, what };
}

async function writeAll(files: readonly Decoded[], { out, force }: Place): Promise<Written> {
  // All are looked at before one is written.
  const planned = await Promise.all(files.map((file) => plan(out, file)));
  const others = planned.filter(({ name, state }) => state === 'other' && name !== settingsFile);
  if (others.length > 0 && !force)
    throw new UsageError(
      `${out} holds ${others.map(({ name }) => name).join(', ')} with other content. Give another folder, or --force to replace what is there.`,
    );
  for (const { name, content, secret, state } of planned) {
    const replace = force || name === settingsFile;
    const mode = secret ? 0o600 : 0o644;
    if (state !== 'same') await writeDurably({ path: join(out, name), content, mode, replace });
  }
  const written = files.map(({ name, ...file }) => ({
    path: join(out, name),
    secret: file.secret,
    what: file.what,
  }));
  return { folder: out, files: written };
}

type Planned = Decoded & { readonly state: 'absent' | 'same' | 'other' };

async function plan(out: string, file: Decoded): Promise<Planned> {
  const content =
    file.name === settingsFile ? await mergeSettings(out, file.content) : file.content;
  const there = await readFile(join(out, file.name)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (there === undefined) return { ...file, content, state: 'absent' };
  return { ...file, content, state: there.equals(content) ? 'same' : 'other' };
}
