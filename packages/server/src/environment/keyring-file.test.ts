import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DataFolderError } from '../config/data-folder.ts';
import {
  createKeyringContent,
  finishRotation,
  KeyringError,
  rotateMaster,
} from '../pki/keyring.ts';
import { openKeyringFile } from './keyring-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-keyring-'));
});
afterEach(() => rm(folder, { recursive: true }));

const masterKey = randomBytes(32);
const purpose = 'network-key:4711';
const secret = randomBytes(32);
const open = (key = masterKey) => openKeyringFile({ folder, masterKey: key, random: randomBytes });
const path = () => join(folder, 'keyring.json');

describe('the keyring of a data folder', () => {
  it('is made once, for its owner alone, and opens again', async () => {
    const first = await open();
    const wrapped = first.keyring.wrap(purpose, secret);
    const again = await open();
    expect(again.keyring.unwrap(purpose, wrapped)).toEqual(secret);
    expect(again.keyring.auditKey).toEqual(first.keyring.auditKey);
    expect((await stat(path())).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['keyring.json']);
  });

  it.each([['accounts.sqlite'], ['production/registry.sqlite']])(
    'is not made anew where %s would be locked for ever',
    async (store) => {
      await mkdir(join(folder, 'production'));
      await writeFile(join(folder, store), '');
      await expect(open()).rejects.toThrow(
        new DataFolderError(
          `${path()} is missing, and nothing else opens ${join(folder, store)}. Put it back from a copy.`,
        ),
      );
      expect(await readdir(folder)).not.toContain('keyring.json');
    },
  );

  it('is made in a folder of the first format, which has none', async () => {
    await mkdir(join(folder, 'sandbox'));
    await writeFile(join(folder, 'sandbox', 'registry.json'), '{}');
    await open();
    expect(await readdir(folder)).toContain('keyring.json');
  });

  it('is not made for a master key that the first format knows nothing of', async () => {
    await mkdir(join(folder, 'sandbox'));
    // Wrapped by version 0.1 with a master key of 32 sevens.
    const wrappedNetworkKey =
      'wk1.CQkJCQkJCQkJCQkJRqXq8cqHrhPLQqBdn8rMufTEC5pGmo7tG9kphrcNdR8Jw18qBYNLUAQlXjudsThR';
    const registry = { projects: [{ id: '1', wrappedNetworkKey }] };
    await writeFile(join(folder, 'sandbox', 'registry.json'), JSON.stringify(registry));
    await expect(open()).rejects.toThrow('Put the right master key back.');
    expect(await readdir(folder)).not.toContain('keyring.json');
    await open(Buffer.alloc(32, 7));
  });

  it('that is damaged, or of another master key, is refused and left as it is', async () => {
    await open();
    const text = await readFile(path(), 'utf8');
    await expect(open(randomBytes(32))).rejects.toThrow(KeyringError);
    expect(await readFile(path(), 'utf8')).toBe(text);
    await writeFile(path(), text.slice(0, -10));
    await expect(open()).rejects.toThrow('keyring.json is damaged');
  });

  it('that cannot be read is not taken for a missing one', async () => {
    await mkdir(path());
    await expect(open()).rejects.toThrow('keyring.json cannot be read (EISDIR)');
  });
});

describe('a rotation of the master key', () => {
  const newKey = randomBytes(32);
  const rotation = { from: masterKey, to: newKey, random: randomBytes };

  it('reaches those who hold the keyring already', async () => {
    const file = await open();
    const { keyring } = file;
    const before = keyring.wrap(purpose, secret);
    await file.save(rotateMaster(file.content, rotation));
    expect(keyring.isStale(before)).toBe(true);
    expect(keyring.unwrap(purpose, before)).toEqual(secret);
    expect(keyring.isStale(keyring.wrap(purpose, secret))).toBe(false);
    expect(file.content.masters).toHaveLength(2);
  });

  it('is kept: a start with either key opens the folder, until it was finished with the new one', async () => {
    const file = await open();
    await file.save(rotateMaster(file.content, rotation));
    const wrapped = file.keyring.wrap(purpose, secret);
    for (const key of [masterKey, newKey])
      expect((await open(key)).keyring.unwrap(purpose, wrapped)).toEqual(secret);
    const started = await open(newKey);
    await started.save(finishRotation(started.content, newKey));
    expect((await open(newKey)).keyring.unwrap(purpose, wrapped)).toEqual(secret);
    await expect(open(masterKey)).rejects.toThrow(KeyringError);
  });

  it('never leaves a content that the service itself could not open', async () => {
    const file = await open();
    const text = await readFile(path(), 'utf8');
    await expect(file.save(createKeyringContent(newKey, randomBytes))).rejects.toThrow(
      KeyringError,
    );
    expect(await readFile(path(), 'utf8')).toBe(text);
    expect(file.content.masters).toHaveLength(1);
  });

  it('leaves the old keyring in force where the new one cannot be written', async () => {
    const file = await open();
    const before = file.content;
    await rm(folder, { recursive: true });
    await expect(file.save(rotateMaster(before, rotation))).rejects.toThrow(DataFolderError);
    await mkdir(folder);
    expect(file.content).toBe(before);
    expect(file.keyring.wrap(purpose, secret)).toMatch(/^wk2\.1\./);
  });
});
