import { readFile } from 'node:fs/promises';
import { writeDurably } from '../../config/durable-file.ts';
import { type Credential, type KeyPair, type Project, RegistryError } from '../registry.ts';

/** What the file holds. */
export interface Content {
  readonly formatVersion: 1;
  readonly projects: readonly Project[];
  readonly credentials: readonly Credential[];
  readonly keyPairs: readonly KeyPair[];
}

const formatVersion = 1;
const empty: Content = { formatVersion, projects: [], credentials: [], keyPairs: [] };

/**
 * Reads a registry's file, frozen throughout; where there is none it is empty.
 *
 * @throws RegistryError when it cannot be read as one
 */
export async function readContent(path: string): Promise<Content> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    const cure = 'See to its owner and mode.';
    throw new RegistryError(`${path} cannot be read (${cause.code}). ${cure}`, { cause });
  });
  return text === undefined ? empty : parseContent(path, text);
}

/** Replaces the file. A crash leaves the old content or the new. */
export const writeContent = (path: string, content: Content): Promise<void> =>
  writeDurably(path, `${JSON.stringify(content, undefined, 2)}\n`);

function parseContent(path: string, text: string): Content {
  const found = parseJson(path, text);
  if (Number(versionOf(found)) > formatVersion)
    throw new RegistryError(`${path} was written by a newer version of Whorl; start that version.`);
  if (!isContent(found)) throw damaged(path, 'is not a registry');
  return deepFreeze(found);
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw damaged(path, 'is not JSON', cause);
  }
}

const damaged = (path: string, what: string, cause?: unknown): RegistryError =>
  new RegistryError(`${path} ${what}. Restore it from a copy; without it no caller is known.`, {
    cause,
  });

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const versionOf = (value: unknown): unknown => (isObject(value) ? value.formatVersion : undefined);

const lists = ['projects', 'credentials', 'keyPairs'] as const satisfies (keyof Content)[];

const isRows = (value: unknown): boolean => Array.isArray(value) && value.every(isObject);

const isContent = (value: unknown): value is Content =>
  isObject(value) &&
  value.formatVersion === formatVersion &&
  lists.every((name) => isRows(value[name]));

/** Freezes a value and all that it holds. */
export function deepFreeze<Value>(value: Value): Value {
  if (!isObject(value)) return value;
  for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}
