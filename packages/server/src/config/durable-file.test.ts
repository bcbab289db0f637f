import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyFolder, readIfThere, writeDurably, writeFolder } from './durable-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-durable-'));
});
afterEach(() => rm(folder, { recursive: true }));

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

describe('a file written durably', () => {
  it.each([
    [undefined, 0o600],
    ['private', 0o600],
    ['public', 0o644],
  ] as const)('(%s) has the mode %o, and leaves nothing beside it', async (access, mode) => {
    const path = join(folder, 'file');
    await writeDurably(path, 'content', access);
    expect(await readFile(path, 'utf8')).toBe('content');
    expect(await modeOf(path)).toBe(mode);
    expect(await readdir(folder)).toEqual(['file']);
  });

  it('is private also where a crash left a public attempt behind', async () => {
    const path = join(folder, 'file');
    await writeFile(`${path}.next`, 'half', { mode: 0o644 });
    await writeDurably(path, 'whole');
    expect(await modeOf(path)).toBe(0o600);
  });

  it('does not follow a link that lies where it is prepared', async () => {
    const victim = join(folder, 'victim');
    await writeFile(victim, 'untouched');
    await symlink(victim, join(folder, 'file.next'));
    await writeDurably(join(folder, 'file'), 'content');
    expect(await readFile(victim, 'utf8')).toBe('untouched');
  });

  it('leaves what was there, and nothing half, when it cannot be put in place', async () => {
    const path = join(folder, 'file');
    await mkdir(join(path, 'inside'), { recursive: true });
    await expect(writeDurably(path, 'content')).rejects.toThrow('EISDIR');
    expect(await readdir(folder)).toEqual(['file']);
  });
});

describe('a folder written durably', () => {
  it('replaces the one before, whole, and hides what is secret by its name', async () => {
    const path = join(folder, 'demo');
    await writeFolder(path, { 'old.pem': 'old' });
    await writeFolder(path, { 'client.pem': 'public', 'client.key': 'secret' });
    expect((await readdir(path)).sort()).toEqual(['client.key', 'client.pem']);
    expect(await modeOf(join(path, 'client.key'))).toBe(0o600);
    expect(await modeOf(join(path, 'client.pem'))).toBe(0o644);
    expect(await readdir(folder)).toEqual(['demo']);
  });
});

describe('a copy of a folder', () => {
  const copy = () =>
    copyFolder({
      from: join(folder, 'from'),
      to: join(folder, 'to'),
      includes: (path) => path !== 'inner/network',
    });

  beforeEach(async () => {
    await mkdir(join(folder, 'from', 'inner', 'network'), { recursive: true });
    await writeFile(join(folder, 'from', 'inner', 'network', 'log'), 'large');
    await writeFile(join(folder, 'from', 'inner', 'a.key'), 'a', { mode: 0o600 });
    await writeFile(join(folder, 'from', 'b'), 'b', { mode: 0o644 });
  });

  it('has what was asked for, with its modes', async () => {
    await copy();
    expect((await readdir(join(folder, 'to'), { recursive: true })).sort()).toEqual([
      'b',
      'inner',
      join('inner', 'a.key'),
    ]);
    expect(await readFile(join(folder, 'to', 'inner', 'a.key'), 'utf8')).toBe('a');
    expect(await modeOf(join(folder, 'to', 'inner', 'a.key'))).toBe(0o600);
    expect(await modeOf(join(folder, 'to', 'b'))).toBe(0o644);
  });

  it('begins anew where a crash left half of one', async () => {
    await mkdir(join(folder, 'to.next'));
    await writeFile(join(folder, 'to.next', 'rest'), 'of a former try');
    await copy();
    expect((await readdir(join(folder, 'to'))).sort()).toEqual(['b', 'inner']);
    expect((await readdir(folder)).sort()).toEqual(['from', 'to']);
  });

  it('is not there at all when a part of it cannot be read', async () => {
    await symlink(join(folder, 'nowhere'), join(folder, 'from', 'dangling'));
    await expect(copy()).rejects.toThrow('ENOENT');
    expect(await readdir(folder)).toEqual(['from']);
  });

  it('leaves out what is no file', async () => {
    const server = createServer();
    await new Promise<void>((ready) => server.listen(join(folder, 'from', 'socket'), ready));
    await copy();
    await new Promise((done) => server.close(done));
    expect((await readdir(join(folder, 'to'))).sort()).toEqual(['b', 'inner']);
  });
});

describe('a file that may not be there', () => {
  it('reads as nothing', async () => {
    expect(await readIfThere(join(folder, 'none'))).toBeUndefined();
  });

  it('is not taken for a missing one when it cannot be read', async () => {
    await expect(readIfThere(folder)).rejects.toThrow('EISDIR');
  });
});
