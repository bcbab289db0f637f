import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { adminSocketPath } from './admin-socket.ts';
import { DataFolderError, openDataFolder } from './data-folder.ts';

/** Holds a folder until it is killed, or says why it cannot. */
const owner = `
  import { openDataFolder } from '${new URL('./data-folder.ts', import.meta.url).href}';
  await openDataFolder(process.argv[1]).then(
    () => console.log('held'),
    (error) => console.log(error.name + ': ' + error.message),
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
async function startOwner(
  options: { uid?: number } = {},
): Promise<{ child: ChildProcess; said: string }> {
  const args = ['--experimental-strip-types', '--input-type=module', '--eval', owner, folder];
  const child = spawn(process.execPath, args, { ...options, stdio: ['pipe', 'pipe', 'inherit'] });
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
    folder = join(parent, 'some', 'where', 'data');
    const opened = await openDataFolder(folder);
    opened.release();
    expect(opened.path).toBe(folder);
    expect(opened.migrateFrom).toBeUndefined();
    expect(await modeOf(folder)).toBe(0o700);
    expect(JSON.parse(await readFile(join(folder, 'whorl.json'), 'utf8'))).toEqual({
      formatVersion: 2,
    });
  });

  it('may be a link to another place', async () => {
    await mkdir(join(parent, 'elsewhere'));
    await symlink(join(parent, 'elsewhere'), folder);
    (await openDataFolder(folder)).release();
    expect(await readdir(join(parent, 'elsewhere'))).toContain('whorl.json');
  });

  it('of a newer version is refused, and left as it is', async () => {
    await mkdir(folder);
    await writeFile(join(folder, 'whorl.json'), '{"formatVersion":3}\n');
    expect(await refusal()).toBe(
      `${folder} was written by a newer version of Whorl; start that version.`,
    );
    expect((await readdir(folder)).sort()).toEqual(['lock', 'owner', 'whorl.json']);
  });

  it.each([
    ['{}'],
    [''],
    ['null'],
    ['2'],
    ['"formatVersion": 2'],
    ['{"formatVersion":"2"}'],
    ['{"formatVersion":0}'],
    ['{"formatVersion":1.5}'],
    ['{"formatVersion":1e999}'],
    ['\u0000\u0001\ufffd'],
    ['[['.repeat(50_000)],
  ])('whose whorl.json is %.30j is refused with what to do', async (content) => {
    (await openDataFolder(folder)).release();
    await writeFile(join(folder, 'whorl.json'), content);
    expect(await refusal()).toBe(
      `${join(folder, 'whorl.json')} is damaged: it names no formatVersion. Restore it from a copy.`,
    );
  });

  it.each([['keyring.json'], ['accounts.sqlite'], ['sandbox/registry.json']])(
    'without whorl.json, and with %s in it, is not taken for a new one',
    async (store) => {
      await mkdir(join(folder, 'sandbox'), { recursive: true });
      await writeFile(join(folder, store), '');
      expect(await refusal()).toBe(
        `${join(folder, 'whorl.json')} is missing, and ${join(folder, store)} is there. Restore it from a copy.`,
      );
    },
  );

  it.runIf(process.platform === 'linux')(
    'in /proc is refused, and not tried for ever',
    async () => {
      expect(await refusal('/proc/whorl')).toContain(
        '/proc/whorl cannot be made a folder (ENOENT)',
      );
      expect(await refusal('/proc/whorl/data')).toContain('/proc/whorl cannot be made a folder');
      expect(await refusal('/dev/null/data')).toContain('cannot be made a folder (ENOTDIR)');
    },
  );

  it.runIf(process.platform === 'linux')('on a full disk is refused in a sentence', async () => {
    await mkdir(folder);
    await symlink('/dev/full', join(folder, 'owner'));
    expect(await refusal()).toBe(
      `${join(folder, 'owner')} cannot be written (the disk is full). Make room on it, or give another folder with --data.`,
    );
    await rm(join(folder, 'owner'));
    (await openDataFolder(folder)).release();
  });

  it('that may not be written is refused in a sentence', async () => {
    await mkdir(folder, { mode: 0o555 });
    await chmod(parent, 0o755);
    // The superuser may write everything.
    const { said } = await startOwner(process.getuid?.() === 0 ? { uid: 65_534 } : {});
    expect(said).toBe(
      `DataFolderError: ${join(folder, 'lock')} cannot be locked (unable to open database file). Make the folder writable, or delete that file: it holds nothing.`,
    );
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
    const format = await readFile(join(folder, 'whorl.json'));
    await writeFile(join(folder, 'whorl.json'), '');
    await refusal();
    await writeFile(join(folder, 'whorl.json'), format);
    (await openDataFolder(folder)).release();
  });
});

describe('a data folder of the first format', () => {
  const old = {
    'whorl.json': '{"formatVersion":1}\n',
    'master.key': 'key',
    'settings.json': '{}',
    'sandbox/registry.json': '{}',
    'sandbox/authority/client-root.key': 'root',
    'sandbox/network/0000.log': 'calls',
    'demo/network/config.json': '{}',
    'my-backup.tar': 'large',
  };

  const write = async (name: string, content: string, under = folder): Promise<void> => {
    await mkdir(dirname(join(under, name)), { recursive: true });
    await writeFile(join(under, name), content, { mode: 0o600 });
  };

  beforeEach(async () => {
    for (const [name, content] of Object.entries(old)) await write(name, content);
  });

  const copied = Object.keys(old)
    .filter((name) => !['sandbox/network/0000.log', 'my-backup.tar'].includes(name))
    .sort();

  async function copies(): Promise<string[]> {
    const found = await readdir(join(folder, 'before-format-2'), {
      recursive: true,
      withFileTypes: true,
    });
    const under = join(folder, 'before-format-2');
    return found
      .filter((entry) => entry.isFile())
      .map((entry) => relative(under, join(entry.parentPath, entry.name)))
      .sort();
  }

  it('is copied, but for the log, before anything is brought over', async () => {
    const opened = await openDataFolder(folder);
    expect(opened.migrateFrom).toBe(1);
    expect(await copies()).toEqual(copied);
    const copy = join(folder, 'before-format-2', 'sandbox', 'authority', 'client-root.key');
    expect(await readFile(copy, 'utf8')).toBe('root');
    expect(await modeOf(copy)).toBe(0o600);
    opened.release();
  });

  it('is of today once that is finished', async () => {
    const opened = await openDataFolder(folder);
    await opened.finishMigration();
    opened.release();
    const again = await openDataFolder(folder);
    again.release();
    expect(again.migrateFrom).toBeUndefined();
    expect(again.path).toBe(folder);
  });

  it('is brought over again after a crash, and the first copy stays as it was made', async () => {
    (await openDataFolder(folder)).release();
    await rm(join(folder, 'sandbox', 'registry.json'));
    const again = await openDataFolder(folder);
    again.release();
    expect(again.migrateFrom).toBe(1);
    expect(await copies()).toEqual(copied);
  });

  it('is copied anew where a crash left half a copy', async () => {
    await write('half', 'of one', join(folder, 'before-format-2.next'));
    (await openDataFolder(folder)).release();
    expect(await copies()).toEqual(copied);
    expect(await readdir(folder)).not.toContain('before-format-2.next');
  });

  it('is left as it is when it cannot be copied', async () => {
    await symlink(join(parent, 'nowhere'), join(folder, 'demo', 'dangling'));
    expect(await refusal()).toContain('before-format-2 cannot be made (ENOENT)');
    expect(await readFile(join(folder, 'whorl.json'), 'utf8')).toBe(old['whorl.json']);
    expect(await readdir(folder)).not.toContain('before-format-2');
  });
});

describe('the socket of a data folder', () => {
  const isReached = (server: Server, path: string): Promise<boolean> =>
    new Promise((yes, no) => {
      server.once('connection', (socket) => socket.destroy());
      connect(path)
        .once('connect', () => yes(true))
        .once('error', no);
    });

  async function listenOn(path: string): Promise<Server> {
    const server = createServer();
    server.listen(path);
    await once(server, 'listening');
    return server;
  }

  it.each([
    ['short', 0],
    ['of 300 characters', 300],
  ])('is reached by a path that is %s', async (_, length) => {
    const name = 'a'.repeat(100);
    for (let at = 0; at < length; at += 100) folder = join(folder, name);
    (await openDataFolder(folder)).release();
    const [listening, connecting] = [await adminSocketPath(folder), await adminSocketPath(folder)];
    const server = await listenOn(listening.path);
    expect((await stat(join(folder, 'admin.sock'))).isSocket()).toBe(true);
    expect(await isReached(server, connecting.path)).toBe(true);
    await connecting.release();
    server.close();
    await once(server, 'close');
    await listening.release();
    await listening.release();
    expect(await readdir(folder)).not.toContain('admin.sock');
  });

  it('of a folder that is not there is one on which nobody listens', async () => {
    for (const name of ['none', 'a'.repeat(200)]) {
      const { path, release } = await adminSocketPath(join(parent, name));
      const [error] = await once(connect(path), 'error').catch((reason) => [reason]);
      expect(error.code).toBe('ENOENT');
      await release();
    }
  });
});
