import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  MasterKeyError,
  type MasterKeySources,
  openMasterKey,
  openMasterKeyFile,
} from './master-key.ts';

let parent: string;
let folder: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'whorl-master-'));
  folder = join(parent, 'data');
  await mkdir(folder);
});
afterEach(() => rm(parent, { recursive: true }));

const key = randomBytes(32);

interface Given extends Partial<MasterKeySources['settings']> {
  readonly variable?: string;
  readonly commandTimeoutMs?: number;
}

const openWith = ({ variable, commandTimeoutMs, ...settings }: Given = {}) =>
  openMasterKey({
    folder,
    settings: { masterKeyFile: '', masterKeyCommand: '', ...settings },
    environment: variable === undefined ? {} : { WHORL_MASTER_KEY: variable },
    ...(commandTimeoutMs !== undefined && { commandTimeoutMs }),
  });

/** The sentence of a refusal, in which no key may be. */
async function refusal(opening: Promise<unknown>): Promise<string> {
  const error = await opening.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(MasterKeyError);
  const { message } = error as MasterKeyError;
  for (const form of ['hex', 'base64', 'base64url'] as const)
    expect(message).not.toContain(key.toString(form));
  return message;
}

const keyFile = () => join(parent, 'master.key');
const writeKeyFile = (text = key.toString('hex'), mode = 0o600) =>
  writeFile(keyFile(), text, { mode });

describe('a master key', () => {
  it.each([
    ['hex', key.toString('hex')],
    ['capital hex', key.toString('hex').toUpperCase()],
    ['base64', key.toString('base64')],
    ['base64url', key.toString('base64url')],
    ['base64 with a line end', `${key.toString('base64')}\n`],
  ])('may come from the environment, as %s', async (_, variable) => {
    expect(await openWith({ variable })).toEqual({ key, source: 'environment' });
  });

  it.each([
    ['empty', ''],
    ['too short', key.toString('hex').slice(2)],
    ['too long', `${key.toString('hex')}00`],
    ['no digits', 'correct horse battery staple'],
  ])('in the environment that is %s is refused, and not repeated', async (_, variable) => {
    const sentence = await refusal(openWith({ variable }));
    expect(sentence).toBe(
      'WHORL_MASTER_KEY is no master key: that is 32 bytes, as 64 hex digits or in base64. Put the right one there.',
    );
  });

  it('may come from a file; a relative path begins beside the data folder', async () => {
    await writeKeyFile();
    const expected = { key, source: 'file', path: keyFile() };
    expect(await openWith({ masterKeyFile: keyFile() })).toEqual(expected);
    expect(await openWith({ masterKeyFile: relative(parent, keyFile()) })).toEqual(expected);
  });

  it('may lie in the data folder, and is made in a new one for its owner alone', async () => {
    const made = await openWith();
    expect(made).toMatchObject({ source: 'folder', path: join(folder, 'master.key') });
    expect(made.key).toHaveLength(32);
    expect((await stat(join(folder, 'master.key'))).mode & 0o777).toBe(0o600);
    expect(await openWith()).toEqual(made);
  });

  it.each([
    ['WHORL_MASTER_KEY and from masterKeyFile', { variable: 'x', masterKeyFile: 'x' }],
    ['masterKeyFile and from masterKeyCommand', { masterKeyFile: 'x', masterKeyCommand: 'x' }],
    ['WHORL_MASTER_KEY and from masterKeyCommand', { variable: '', masterKeyCommand: 'x' }],
  ])('comes from one place: not from %s', async (places, given) => {
    expect(await refusal(openWith(given))).toBe(
      `The master key comes from ${places}. Leave one of them.`,
    );
  });

  it('that was written into masterKeyFile is not taken for a path', async () => {
    const sentence = await refusal(openWith({ masterKeyFile: key.toString('hex') }));
    expect(sentence).toContain('masterKeyFile is the key itself');
  });
});

describe('a file with a master key', () => {
  const openFile = () => openWith({ masterKeyFile: keyFile() });

  it.each([0o640, 0o604, 0o660, 0o620, 0o601])(
    'of mode %o is refused, with what to type',
    async (mode) => {
      await writeKeyFile();
      await chmod(keyFile(), mode);
      expect(await refusal(openFile())).toBe(
        `${keyFile()} is open to other users (mode ${mode.toString(8)}). Type: chmod 600 ${keyFile()}`,
      );
    },
  );

  it('is told with a command that a shell reads as it should', async () => {
    const awkward = join(parent, "it's a key");
    await writeFile(awkward, key.toString('hex'), { mode: 0o644 });
    const sentence = await refusal(openWith({ masterKeyFile: awkward }));
    execFileSync('sh', ['-c', sentence.slice(sentence.indexOf('chmod'))]);
    expect((await stat(awkward)).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['empty', ''],
    ['some other text', 'correct horse battery staple'],
    ['long', 'a'.repeat(2_000)],
  ])('that is %s is refused', async (_, text) => {
    await writeKeyFile(text);
    expect(await refusal(openFile())).toContain(`${keyFile()} is no master key`);
  });

  it('that is a folder is refused', async () => {
    await mkdir(keyFile(), { mode: 0o700 });
    expect(await refusal(openFile())).toContain('is no master key');
  });

  it('that is a pipe is not waited for', async () => {
    execFileSync('mkfifo', ['-m', '600', keyFile()]);
    expect(await refusal(openFile())).toContain('is no master key');
  });

  it('that is a link in a loop is told in a sentence', async () => {
    await symlink(keyFile(), keyFile());
    expect(await refusal(openFile())).toContain('cannot be read (ELOOP)');
  });

  it('that is missing is told with the command that makes one, while nothing is lost', async () => {
    const sentence = await refusal(openFile());
    expect(sentence).toBe(
      `${keyFile()}, which masterKeyFile names, is missing. Make it: (umask 077; openssl rand -hex 32 > ${keyFile()})`,
    );
    execFileSync('sh', ['-c', sentence.slice(sentence.indexOf('('))]);
    expect((await openFile()).key).toHaveLength(32);
  });

  it.each([['keyring.json'], ['accounts.sqlite'], ['sandbox/registry.json']])(
    'that is missing is not made anew where %s needs it',
    async (store) => {
      await mkdir(join(folder, 'sandbox'));
      await writeFile(join(folder, store), '');
      expect(await refusal(openFile())).toContain('Put it back');
      const sentence = await refusal(openWith());
      expect(sentence).toBe(
        `${join(folder, 'master.key')} is missing. Put it back: without it no key in the data folder can be opened. If it was moved, set masterKeyFile or masterKeyCommand to where it is now.`,
      );
    },
  );
});

describe('a command that prints the master key', () => {
  const script = (text: string) => JSON.stringify(['sh', '-c', text]);

  it('is run without a shell', async () => {
    await writeKeyFile();
    const masterKeyCommand = `cat ${keyFile()}`;
    expect(await openWith({ masterKeyCommand })).toEqual({ key, source: 'command' });
  });

  it('may have blanks in its arguments, as a JSON array', async () => {
    const masterKeyCommand = script(`echo ${key.toString('base64')}`);
    expect(await openWith({ masterKeyCommand })).toEqual({ key, source: 'command' });
  });

  it.each([
    ['fails', script('echo no such vault >&2; exit 3'), 'exit code 3: no such vault'],
    ['is not there', '/nowhere/op read', 'it cannot be run, ENOENT'],
    ['is killed', script('kill -9 $$'), 'ended by SIGKILL'],
    ['prints without end', script('yes'), 'it printed more than a key'],
    ['prints the key, and fails', script(`echo ${key.toString('hex')}; exit 1`), 'exit code 1)'],
    [
      'traces the key',
      script(`set -x; : ${key.toString('hex')} ${key.toString('base64')}; exit 1`),
      'exit code 1: + : [key] [key] + exit 1',
    ],
  ])('and %s is told with its complaint, never its output', async (_, command, told) => {
    const sentence = await refusal(openWith({ masterKeyCommand: command }));
    expect(sentence).toContain(`masterKeyCommand gave no master key (${told}`);
    expect(sentence).toContain('Run it by hand, as the user that Whorl runs as.');
  });

  it('and prints something else is refused without what it printed', async () => {
    const sentence = await refusal(openWith({ masterKeyCommand: 'echo correct-horse' }));
    expect(sentence).toContain('What masterKeyCommand printed is no master key');
    expect(sentence).not.toContain('correct-horse');
  });

  it.each([
    ['itself', 'sleep 10'],
    ['in what it started', script('sleep 10 & wait')],
  ])('is not waited for without end, %s', async (_, masterKeyCommand) => {
    const startMs = performance.now();
    const sentence = await refusal(openWith({ masterKeyCommand, commandTimeoutMs: 300 }));
    expect(sentence).toContain('it took longer than 0.3 s');
    expect(performance.now() - startMs).toBeLessThan(5_000);
  });

  it('is asked nothing: what waits for an input gets its end', async () => {
    const masterKeyCommand = script(`read answer; echo ${key.toString('hex')}`);
    expect((await openWith({ masterKeyCommand })).key).toEqual(key);
  });
});

describe('the file of a new master key', () => {
  it('is made where there is none, and read where there is one', async () => {
    const made = await openMasterKeyFile(keyFile());
    expect(made).toHaveLength(32);
    expect(await openMasterKeyFile(keyFile())).toEqual(made);
    expect((await stat(keyFile())).mode & 0o777).toBe(0o600);
    expect((await readFile(keyFile(), 'utf8')).trim()).toBe(made.toString('base64url'));
  });

  it('is not written over, whatever else lies there', async () => {
    await writeKeyFile('notes');
    expect(await refusal(openMasterKeyFile(keyFile()))).toContain('is no master key');
    expect(await readFile(keyFile(), 'utf8')).toBe('notes');
  });

  it('in a folder that is not there has it made, for its owner alone', async () => {
    const folder = join(parent, 'none');
    const key = await openMasterKeyFile(join(folder, 'master.key'));
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect(await openMasterKeyFile(join(folder, 'master.key'))).toEqual(key);
  });

  it('in a folder that cannot be made is told in a sentence', async () => {
    const path = join('/proc', 'none', 'master.key');
    expect(await refusal(openMasterKeyFile(path))).toContain(`${path} cannot be written`);
  });

  it('has a whole path: the service and who types it may stand in different folders', async () => {
    expect(await refusal(openMasterKeyFile('master.key'))).toBe(
      "master.key is a relative path. Give the file's whole path.",
    );
  });
});
