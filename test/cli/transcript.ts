/**
 * Transcripts of the command line: `*.txt` files of commands and what they print.
 *
 *     $ whorl call --file nope.json     a command, run by the shell in the repository's folder
 *     {"id":"{uuid}"}                   a line of standard output; {uuid}, {n} … stand for what varies
 *     2> --file: nope.json …            standard error; where its lines end depends on how long paths are
 *     ^C                                here it is asked to stop, once all before has been printed
 *     [exit 2]                          unless it is 0
 *
 * Lines that begin with `#` tell the reader what is shown.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A command and what is expected of it. */
export interface Scene {
  /** As typed, after `$ `. */
  readonly command: string;
  readonly out: readonly string[];
  readonly err: readonly string[];
  readonly exit: number;
  /** How many lines of standard output come before it is asked to stop, if it is. */
  readonly stopAfter: number | undefined;
}

/** What a command printed and ended with. */
export type Played = Pick<Scene, 'out' | 'err' | 'exit'>;

const root = fileURLToPath(new URL('../../', import.meta.url));
const launcher = fileURLToPath(new URL('../../bin/whorl.js', import.meta.url));

/** @throws Error for a line before the first command */
export function readTranscript(text: string): Scene[] {
  const blocks = text.replace(/^#.*\n/gm, '').split(/^\$ /m);
  if (blocks[0]?.trim()) throw new Error(`No command prints this: ${blocks[0]}`);
  return blocks.slice(1).map(readScene);
}

function readScene(block: string): Scene {
  const [command = '', ...lines] = block.trimEnd().split('\n');
  const exit = /^\[exit (\d+)\]$/.exec(lines.at(-1) ?? '')?.[1];
  const printed = exit === undefined ? lines : lines.slice(0, -1);
  const stop = printed.indexOf('^C');
  const isErr = (line: string): boolean => line.startsWith('2> ') || line === '2>';
  const isOut = (line: string): boolean => !isErr(line) && line !== '^C';
  return {
    command,
    out: printed.filter(isOut),
    err: printed.filter(isErr).map((line) => line.slice(3)),
    exit: Number(exit ?? 0),
    stopAfter: stop === -1 ? undefined : printed.slice(0, stop).filter(isOut).length,
  };
}

/** The words of some lines: sentences are compared by these. */
export const wordsOf = (lines: readonly string[]): string[] =>
  lines.flatMap((line) => line.split(/\s+/)).filter(Boolean);

/** Values of the shell variables that a transcript names. */
export type Variables = Readonly<Record<string, string>>;

/** Runs a scene's command: `whorl` in it is the repository's own. */
export async function play(scene: Scene, variables: Variables): Promise<Played> {
  const stops = scene.stopAfter !== undefined;
  const whorl = `whorl() { ${stops ? 'exec ' : ''}"$NODE" "$LAUNCHER" "$@"; }`;
  const child = spawn('sh', ['-c', `${whorl}\n${scene.command}`], {
    cwd: root,
    env: { ...process.env, ...variables, NODE: process.execPath, LAUNCHER: launcher },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
    if (stops && linesOf(said.out).length >= (scene.stopAfter ?? 0)) child.kill('SIGTERM');
  });
  const [exit] = await once(child, 'close');
  return { out: linesOf(said.out), err: linesOf(said.err), exit };
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.trimEnd().split('\n'));

/** What varies from run to run, by how it is named in a transcript. */
const varying: Readonly<Record<string, string>> = {
  uuid: '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}',
  n: '\\d+(?:\\.\\d+)?',
  hex: '[0-9a-f]+',
  time: '[\\d:.TZ-]+',
  jwe: '[\\w-]+(?:\\.[\\w-]+){4}',
  any: '.*',
};

/**
 * The lines that were printed, with each that is as expected replaced by the expectation: what is left
 * different is different.
 */
export function compare(
  printed: readonly string[],
  { expected, variables }: { expected: readonly string[]; variables: Variables },
): string[] {
  return printed.map((line, at) => {
    const wanted = expected[at];
    return wanted !== undefined && patternOf(wanted, variables).test(line) ? wanted : line;
  });
}

function patternOf(line: string, variables: Variables): RegExp {
  const literal = line.replace(/\$([A-Z]+)/g, (whole, name) => variables[name] ?? whole);
  const escaped = literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(
    `^${escaped.replace(/\\\{(\w+)\\\}/g, (whole, name) => varying[name] ?? whole)}$`,
  );
}
