/** Kits as people get them: written by the command, and run as their README says. */
import { execFile, execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LanguageName } from '../../packages/cli/src/kit/languages.ts';
import { type Finished, runWhorl } from '../support/whorl-process.ts';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const root = path('../../');
const standIns = path('stand-ins/');

/** Where the files are that kits are made of. */
export const shipped = path('../../packages/cli/kits/');

/** Writes a kit. @param args after `--for` */
export const writeKit = (
  language: LanguageName,
  { project, args }: { readonly project: string; readonly args: readonly string[] },
): Promise<Finished> => runWhorl(['kit', project, '--for', language, '--json', ...args]);

/** A program of this machine that runs a kit. */
interface Runner {
  /** Succeeds where the kit can be run. */
  readonly probe: readonly [command: string, ...args: string[]];
  /** What stands in for the first command of the README, which asks a registry. */
  prepare?(kit: string): unknown;
  readonly command: readonly [command: string, ...args: string[]];
  readonly env?: NodeJS.ProcessEnv;
}

const gson = '/usr/share/java/gson.jar';
const goLibrary = 'github.com/mastercard/client-encryption-go';

/** The languages whose kits are run, with the official library in Node.js and stand-ins of it elsewhere. */
export const runners = {
  node: {
    probe: [process.execPath, '--version'],
    prepare: (kit) => symlink(join(root, 'node_modules'), join(kit, 'node_modules')),
    command: [process.execPath, 'call.js'],
  },
  curl: { probe: ['curl', '--version'], command: ['bash', 'call.sh'] },
  python: {
    probe: ['/usr/bin/python3', '-c', 'import requests'],
    command: ['/usr/bin/python3', 'call.py'],
    env: { PYTHONPATH: join(standIns, 'python'), PYTHONDONTWRITEBYTECODE: '1' },
  },
  php: {
    probe: ['php', '--ri', 'curl'],
    prepare: (kit) => symlink(join(standIns, 'php/vendor'), join(kit, 'vendor')),
    command: ['php', 'call.php'],
  },
  ruby: {
    probe: ['ruby', '--version'],
    command: ['ruby', '-I', join(standIns, 'ruby'), 'call.rb'],
  },
  go: {
    probe: ['go', 'version'],
    prepare: (kit) =>
      execFileSync('go', ['mod', 'edit', '-replace', `${goLibrary}=${join(standIns, 'go')}`], {
        cwd: kit,
      }),
    command: ['go', 'run', '.'],
    env: { GOFLAGS: '-mod=mod', GOPROXY: 'off' },
  },
  java: {
    // Of the JDK, and only where the library is there.
    probe: ['jar', '--list', '--file', gson],
    prepare: (kit) => {
      const sources = globSync('java/**/*.java', { cwd: standIns });
      const all = [...sources.map((name) => join(standIns, name)), join(kit, 'Call.java')];
      execFileSync('javac', [
        '-encoding',
        'UTF-8',
        '-d',
        join(kit, 'classes'),
        '-cp',
        gson,
        ...all,
      ]);
    },
    command: ['java', '-cp', ['classes', gson].join(delimiter), 'Call'],
  },
} as const satisfies Partial<Record<LanguageName, Runner>>;

/** A language whose kits are run. */
export type RunnableName = keyof typeof runners;

export const runnable = Object.keys(runners) as readonly RunnableName[];

/** Runs what a kit's README says last, in the kit's folder. */
export function runKit(language: RunnableName, kit: string): Promise<Finished> {
  const { command, env }: Runner = runners[language];
  const [program, ...args] = command;
  return new Promise((resolve) => {
    const options = { cwd: kit, env: { ...process.env, ...standInSettings, ...env } };
    execFile(program, args, options, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

/** Stand-ins seal and open by these. */
const standInSettings = {
  KIT_NODE: process.execPath,
  KIT_ENVELOPE: join(shipped, 'curl/envelope.mjs'),
};

/** What has to be done once, before a kit is run. */
export async function prepareKit(language: RunnableName, kit: string): Promise<void> {
  const { prepare }: Runner = runners[language];
  await prepare?.(kit);
}
