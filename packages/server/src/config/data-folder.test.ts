import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataFolderError, openDataFolder } from './data-folder.ts';

/** Holds a folder until it is killed, or says why it cannot. */
const owner = `
  import { openDataFolder } from '${new URL('./data-folder.ts', import.meta.url).href}';
  await openDataFolder(process.argv[1]).then(
    () => console.log('held'),
    (error) => console.log(error.message),
  );
  process.stdin.resume();
`;

let parent: string;
let folder: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'whorl-folder-'));
  folder = join(parent, 'data');
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(parent, { recursive: true });
});

/** Another process that holds the folder, or has said why it cannot. */
async function startOwner(): Promise<{ child: ChildProcess; said: string }> {
  const args = ['--experimental-strip-types', '--input-type=module', '--eval', owner, folder];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const [said] = await once(child.stdout as NodeJS.ReadableStream, 'data');
  return { child, said: String(said).trim() };
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

/** The sentence that opening the folder is refused with. */
async function refusal(path = folder): Promise<string> {
  const error = await openDataFolder(path).then(
    (opened) => opened.release(),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DataFolderError);
  return (error as DataFolderError).message;
}

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

describe('a data folder', () => {
  it('is made where there is none, for its owner alone', async () => {
    const opened = await openDataFolder(folder);
    opened.release();
    expect(opened.path).toBe(folder);
    expect(await modeOf(folder)).toBe(0o700);
    expect(await modeOf(join(folder, 'master.key'))).toBe(0o600);
    expect(JSON.parse(await readFile(join(folder, 'whorl.json'), 'utf8'))).toEqual({
      formatVersion: 1,
    });
  });

  it('keeps its master key', async () => {
    const first = await openDataFolder(folder);
    first.release();
    const second = await openDataFolder(folder);
    second.release();
    expect(first.masterKey).toHaveLength(32);
    expect(second.masterKey).toEqual(first.masterKey);
  });

  it('of a newer version is refused, and left as it is', async () => {
    await mkdir(folder);
    await writeFile(join(folder, 'whorl.json'), '{"formatVersion":2}\n');
    expect(await refusal()).toBe(
      `${folder} was written by a newer version of Whorl; start that version.`,
    );
    await expect(stat(join(folder, 'master.key'))).rejects.toThrow('ENOENT');
  });

  it.each([
    ['names no version', 'whorl.json', '{}', 'names no formatVersion'],
    ['is of a shortened master key', 'master.key', 'c2hvcnQ', 'Put it back'],
  ])('that %s is refused with what to do', async (_, name, content, told) => {
    (await openDataFolder(folder)).release();
    await writeFile(join(folder, name), content);
    const sentence = await refusal();
    expect(sentence).toContain(join(folder, name));
    expect(sentence).toContain(told);
    expect(sentence).not.toContain('c2hvcnQ');
  });

  it('without its master key is refused: a new key would open nothing', async () => {
    (await openDataFolder(folder)).release();
    await rm(join(folder, 'master.key'));
    expect(await refusal()).toContain('master.key is missing or damaged');
  });

  it('that is a file is refused in a sentence', async () => {
    await writeFile(folder, '');
    expect(await refusal()).toBe(
      `${folder} cannot be made a folder (EEXIST). See to its owner and mode, or give another folder with --data.`,
    );
  });

  it('that cannot be read is not taken for a new one', async () => {
    await mkdir(join(folder, 'whorl.json'), { recursive: true });
    expect(await refusal()).toContain('whorl.json cannot be read (EISDIR)');
  });

  it('with a lock that is no lock is not said to be in use', async () => {
    await mkdir(folder);
    await writeFile(join(folder, 'lock'), 'these bytes are not of a database. '.repeat(100));
    expect(await refusal()).toBe(
      `${join(folder, 'lock')} cannot be locked (file is not a database). Make the folder writable, or delete that file: it holds nothing.`,
    );
  });
});

describe('the lock of a data folder', () => {
  it('keeps out a second opener in the same process, until it is released', async () => {
    const opened = await openDataFolder(folder);
    expect(await refusal()).toContain(`in use by process ${process.pid}`);
    opened.release();
    opened.release();
    (await openDataFolder(folder)).release();
  });

  it('names the folder and the process that holds it', async () => {
    const { child, said } = await startOwner();
    expect(said).toBe('held');
    expect(await refusal()).toBe(
      `${folder} is in use by process ${child.pid}. Stop it first, or give another folder with --data.`,
    );
  });

  it('is refused to another process while this one holds it', async () => {
    const opened = await openDataFolder(folder);
    const { said } = await startOwner();
    opened.release();
    expect(said).toContain(`is in use by process ${process.pid}`);
  });

  it.each(['SIGKILL', 'SIGTERM'] as const)('is gone after %s of its owner', async (signal) => {
    const { child, said } = await startOwner();
    expect(said).toBe('held');
    await kill(child, signal);
    const opened = await openDataFolder(folder);
    expect((await readFile(join(folder, 'owner'), 'utf8')).trim()).toBe(String(process.pid));
    opened.release();
  });

  it('is not kept by an opener that was refused for another reason', async () => {
    (await openDataFolder(folder)).release();
    const key = await readFile(join(folder, 'master.key'));
    await rm(join(folder, 'master.key'));
    await refusal();
    await writeFile(join(folder, 'master.key'), key);
    (await openDataFolder(folder)).release();
  });
});
