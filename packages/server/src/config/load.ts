import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  environmentName,
  type SettingName,
  type SettingRow,
  type Settings,
  settingRows,
} from './settings.ts';

/** A setting that cannot be used. The message names it, where it came from, and what it may be. */
export class SettingError extends Error {
  override readonly name = 'SettingError';
}

/** Where settings come from, strongest first. */
export interface SettingSources {
  /** What was typed; absent members fall through. */
  readonly flags: Readonly<Partial<Record<SettingName, string>>>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The parsed content of `settings.json`, `{}` when there is none. */
  readonly file: Readonly<Record<string, unknown>>;
}

/**
 * Resolves every setting: flag, else environment, else file, else default.
 *
 * @throws SettingError for a value outside its row, and for a name in the file that is no setting.
 */
export function resolveSettings(sources: SettingSources): Settings {
  refuseUnknownNames(sources.file);
  const names = Object.keys(settingRows) as SettingName[];
  return Object.freeze(
    Object.fromEntries(names.map((name) => [name, resolveSetting(name, sources)])),
  ) as Settings;
}

/**
 * Reads `settings.json` of a data folder; no such file is the same as an empty one.
 *
 * @throws SettingError when it is there but is not a JSON object.
 */
export async function readSettingsFile(folder: string): Promise<Record<string, unknown>> {
  const path = join(folder, 'settings.json');
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return '{}';
    throw new SettingError(`${path} cannot be read (${cause.code}).`, { cause });
  });
  return parseObject(path, text);
}

function parseObject(path: string, text: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
      return parsed as Record<string, unknown>;
  } catch {
    // Told below, in the same words as a JSON value of another kind.
  }
  throw new SettingError(`${path} is not a JSON object of settings, like { "port": 8443 }.`);
}

function refuseUnknownNames(file: Readonly<Record<string, unknown>>): void {
  const unknown = Object.keys(file).find((name) => !Object.hasOwn(settingRows, name));
  if (unknown === undefined) return;
  const known = Object.keys(settingRows).join(', ');
  throw new SettingError(`settings.json: there is no setting "${unknown}". There are: ${known}.`);
}

function resolveSetting(name: SettingName, { flags, environment, file }: SettingSources) {
  const row: SettingRow = settingRows[name];
  const variable = environmentName(name);
  const found = [
    { value: flags[name], where: `--${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}` },
    { value: environment[variable], where: variable },
    { value: file[name], where: `settings.json: ${name}` },
  ].find(({ value }) => value !== undefined);
  return found === undefined ? row.default : read(row, found);
}

function read(row: SettingRow, { value, where }: { value: unknown; where: string }) {
  return row.kind === 'number' ? readNumber(row, value, where) : readText(row, value, where);
}

function readNumber(row: SettingRow & { kind: 'number' }, value: unknown, where: string): number {
  const wanted = `a whole number from ${row.min} to ${row.max}`;
  const parsed = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (Number.isInteger(parsed) && Number(parsed) >= row.min && Number(parsed) <= row.max)
    return Number(parsed);
  throw new SettingError(`${where} is ${JSON.stringify(value)}; it must be ${wanted}.`);
}

type TextRow = SettingRow & { kind: 'text' };

function readText(row: TextRow, value: unknown, where: string): string {
  if (typeof value === 'string' && allows(row, value)) return value;
  if (row.form !== undefined) throw new SettingError(`${where} must be ${row.form.wanted}.`);
  const wanted = row.oneOf.length === 0 ? 'a text' : `one of ${row.oneOf.join(', ')}`;
  throw new SettingError(`${where} is ${JSON.stringify(value)}; it must be ${wanted}.`);
}

function allows(row: TextRow, value: string): boolean {
  if (value === '') return row.default === '';
  if (row.oneOf.length > 0) return row.oneOf.includes(value);
  return row.form?.accepts(value) ?? true;
}
