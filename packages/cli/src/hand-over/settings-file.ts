import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../exit-codes.ts';

/** The one file that is merged: a caller's settings. */
export const settingsFile = 'config.json';

/** @throws UsageError for one that nothing can be merged into */
export async function checkSettings(folder: string): Promise<void> {
  parse(await readSettings(folder), folder);
}

/** Settings that are there stay; what comes goes before. */
export async function mergeSettings(folder: string, content: Buffer): Promise<Buffer> {
  const there = parse(await readSettings(folder), folder);
  const settings = { ...there, ...parse(content.toString('utf8'), folder) };
  return Buffer.from(`${JSON.stringify(settings, undefined, 2)}\n`);
}

const readSettings = (folder: string): Promise<string> =>
  readFile(join(folder, settingsFile), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });

function parse(text: string, folder: string): object {
  const value = parseJson(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new UsageError(`${join(folder, settingsFile)} is not a JSON object. Move it away.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
