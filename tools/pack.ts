/**
 * Packs what integrators install into dist-packages/. `--check` also looks at the tarballs the way a
 * registry's readers would, and prints nothing where all is well.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, runQuietly } from './program.ts';

const published = ['contract', 'client'];

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

/**
 * A package as it is published: built files only, without the condition that names our sources. What it
 * needs of ours travels inside it, so that nobody's registry is asked for our names.
 */
function stage(name: string, folder: string): void {
  const from = join(root, 'packages', name);
  const manifest: Manifest = JSON.parse(readFileSync(join(from, 'package.json'), 'utf8'));
  const bundled = Object.keys(manifest.dependencies).filter((one) => one.startsWith('@whorl/'));
  mkdirSync(folder, { recursive: true });
  for (const file of ['README.md', 'dist'].filter((file) => existsSync(join(from, file)))) {
    cpSync(join(from, file), join(folder, file), { recursive: true, filter: isForReaders });
  }
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  const text = {
    ...manifest,
    exports: withoutSources(manifest.exports),
    bundleDependencies: bundled,
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(text, undefined, 2)}\n`);
  for (const one of bundled) stage(one.replace('@whorl/', ''), join(folder, 'node_modules', one));
}

const isForReaders = (path: string): boolean => !path.endsWith('.tsbuildinfo');

function withoutSources(exports: Manifest['exports']): Manifest['exports'] {
  const rows = Object.entries(exports).map(([path, entry]) => {
    if (typeof entry === 'string') return [path, entry];
    const { 'whorl-source': _, ...rest } = entry;
    return [path, rest];
  });
  return Object.fromEntries(rows);
}

/** Packs one package and gives its tarball's path. */
async function pack(name: string, target: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'whorl-pack-'));
  try {
    stage(name, folder);
    const output = await must(['npm', 'pack', folder, '--pack-destination', target, '--json']);
    const [{ filename }] = JSON.parse(output.slice(output.indexOf('[')));
    return join(target, filename);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function must(command: readonly string[]): Promise<string> {
  const { code, output } = await runQuietly(command);
  if (code !== 0) throw new Error(`${command.join(' ')} failed:\n${output}`);
  return output;
}

async function check(tarball: string): Promise<void> {
  await must(['publint', tarball, '--strict']);
  await must(['attw', tarball, '--profile', 'esm-only']);
}

async function main(isCheck: boolean): Promise<void> {
  const target = join(root, 'dist-packages');
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target);
  await must(['tsc', '-b', ...published.map((name) => `packages/${name}`)]);
  const tarballs: string[] = [];
  for (const name of published) tarballs.push(await pack(name, target));
  if (isCheck) for (const tarball of tarballs) await check(tarball);
  else
    console.log(['In your project:', ...tarballs.map((one) => `  npm install ${one}`)].join('\n'));
}

await main(process.argv.includes('--check')).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
