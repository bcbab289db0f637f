/** The tarballs that integrators install, made as `npm run pack` makes them, and folders to install them in. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { root, typescript } from '../../tools/program.ts';

/** A Node.js of this machine. */
export interface Runtime {
  readonly path: string;
  readonly version: string;
}

/** Packs everything that is published and gives the tarballs' paths. */
export function packAll(): readonly string[] {
  const [node = '', ...args] = typescript('tools/pack.ts');
  execFileSync(node, args, { cwd: root, stdio: 'pipe' });
  const folder = join(root, 'dist-packages');
  return readdirSync(folder).map((name) => join(folder, name));
}

/** Installs tarballs into a new, empty folder, with no registry to ask. */
export function installInto(tarballs: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'whorl-package-'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module","private":true}');
  const flags = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund'];
  execFileSync('npm', ['install', ...tarballs, ...flags], { cwd: folder, stdio: 'pipe' });
  return folder;
}

/** Every package that was installed into a folder. */
export function installedIn(folder: string): readonly string[] {
  const lock = JSON.parse(readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8'));
  return Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, ''));
}

/** Every file of an installed package. */
export const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' });

/** The Node.js that runs this, and the others on the path, one for each version. */
export function runtimes(): readonly Runtime[] {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = folders.map((folder) => join(folder, 'node')).filter((path) => existsSync(path));
  const byVersion = new Map<string, Runtime>();
  for (const path of [process.execPath, ...found]) {
    const version = execFileSync(path, ['--version'], { encoding: 'utf8' }).trim();
    if (!byVersion.has(version)) byVersion.set(version, { path, version });
  }
  return [...byVersion.values()];
}

/** Whether a Node.js is one that the client promises to run on: 20.12 or later. */
export function isPromised({ version }: Runtime): boolean {
  const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 12);
}
