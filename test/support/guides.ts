/** Guides as their readers use them: their blocks, and their commands as they stand. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The repository's folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** @param path within the repository */
export const readPage = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The fenced blocks of a language. */
export const blocksOf = (text: string, language: string): readonly string[] =>
  [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    .filter(([, name]) => name === language)
    .map(([, , block = '']) => block);

/** Puts what holds here in place of what a guide has, and sees that the guide has it. */
export function substitute(text: string, replacements: Readonly<Record<string, string>>): string {
  return Object.entries(replacements).reduce((all, [from, to]) => {
    if (!all.includes(from)) throw new Error(`The guide has no ${from} any more.`);
    return all.replaceAll(from, to);
  }, text);
}

/**
 * Runs commands as they stand. What npx and npm would find is this repository's own: its command, and the
 * packages that `standWhereGuidesStand` put there.
 */
export function runAsTyped(
  script: string,
  cwd: string,
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const env = { ...process.env, NODE: process.execPath, LAUNCHER: join(root, 'bin/whorl.js') };
  const args = ['-euo', 'pipefail', '-c', `${programs}\n${script}`];
  return promisify(execFile)('bash', args, { cwd, env });
}

const programs = `
npx() { shift; "$NODE" "$LAUNCHER" "$@"; }
npm() { :; }
node() { "$NODE" "$@"; }
`;

/** A folder of a reader's own: as the repository's, with the data folder of a running sandbox. */
export async function standWhereGuidesStand(dataDir: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'whorl-guides-'));
  await symlink(dataDir, join(folder, '.whorl'));
  for (const name of ['api', 'node_modules']) await symlink(join(root, name), join(folder, name));
  return folder;
}
