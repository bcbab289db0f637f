import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFolderFacts } from './folder-facts.ts';

let parent: string;
let dataDir: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'whorl-facts-'));
  dataDir = join(parent, 'data');
  await mkdir(dataDir, { mode: 0o700 });
});
afterEach(() => rm(parent, { recursive: true }));

const key = randomBytes(32);
const outside = () => join(parent, 'master.key');
const inside = () => join(dataDir, 'master.key');
const writeKey = (path: string, text = key.toString('hex')) =>
  writeFile(path, text, { mode: 0o600 });

/** Where the master key is found in the data folder. */
const filesFor = async (path?: string): Promise<readonly string[]> =>
  (await readFolderFacts(dataDir, { key, ...(path !== undefined && { path }) })).masterKeyFiles;

describe('a master key', () => {
  it('beside the data folder is not in it, even where the names begin alike', async () => {
    const alike = join(parent, 'data-keys');
    await mkdir(alike);
    for (const path of [outside(), join(alike, '..key')]) {
      await writeKey(path);
      expect(await filesFor(path)).toEqual([]);
    }
  });

  it('in the data folder is found', async () => {
    await writeKey(inside());
    expect(await filesFor(inside())).toEqual([inside()]);
  });

  it('in a folder of the data folder is found', async () => {
    await mkdir(join(dataDir, 'keys'));
    const path = join(dataDir, 'keys', '..key');
    await writeKey(path);
    expect(await filesFor(path)).toEqual([path]);
  });

  it('behind a link that leads into the data folder is found', async () => {
    await writeKey(inside());
    await symlink(inside(), outside());
    expect(await filesFor(outside())).toContain(outside());
  });

  it('is found where the data folder itself is reached by a link', async () => {
    await writeKey(inside());
    const alias = join(parent, 'alias');
    await symlink(dataDir, alias);
    const { masterKeyFiles } = await readFolderFacts(alias, { key, path: inside() });
    expect(masterKeyFiles).toContain(inside());
  });

  it.each([['a copy'], ['a hard link']])(
    'outside, of which %s is inside, is found',
    async (how) => {
      await writeKey(outside());
      const other = join(dataDir, 'old');
      if (how === 'a copy') await writeKey(other, `${key.toString('base64')}\n`);
      else await link(outside(), other);
      expect(await filesFor(outside())).toEqual([other]);
    },
  );

  it('of an environment or a command is found in what an upgrade kept', async () => {
    const kept = join(dataDir, 'before-format-2');
    await mkdir(kept);
    await writeKey(join(kept, 'master.key'));
    expect(await filesFor()).toEqual([join(kept, 'master.key')]);
  });

  it('is another than that which lies there', async () => {
    await writeKey(inside(), randomBytes(32).toString('hex'));
    await writeFile(join(dataDir, 'log'), randomBytes(4_096));
    expect(await filesFor()).toEqual([]);
  });
});

it.each([0o700, 0o750, 0o755])('the mode %o of a data folder is told', async (mode) => {
  await chmod(dataDir, mode);
  expect((await readFolderFacts(dataDir, { key })).mode).toBe(mode);
});
