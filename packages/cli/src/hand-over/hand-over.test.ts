import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AdminSchemas } from '@whorl/contract/admin';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../exit-codes.ts';
import { handOver } from './hand-over.ts';
import { HandOverLost, writeFiles } from './write.ts';

type ApiFile = AdminSchemas['File'];

const file = (name: string, content: string, more: Partial<ApiFile> = {}): ApiFile => ({
  ...{ name, content, encoding: 'utf8', secret: false, what: `what ${name} is` },
  ...more,
});
const key = file('client.key', 'a private key', { secret: true });
const certificate = file('client.pem', 'a certificate');
const store = file('client.p12', Buffer.from([0, 255, 1]).toString('base64'), {
  ...{ encoding: 'base64', secret: true },
});
const config = file('config.json', '{"baseUrl":"https://new","kid":"2"}');

let work: string;
let out: string;
beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'whorl-hand-over-'));
  out = join(work, 'shop-sandbox');
});
afterEach(() => rm(work, { recursive: true }));

const names = ['client.pem', 'client.key'];
const files = [key, certificate, store, config];
const read = (name: string) => readFile(join(out, name), 'utf8');
const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

describe('files that are handed over', () => {
  it('are written whole, secrets for their owner alone', async () => {
    const { written } = await handOver({ out, names }, async () => ({ files }));
    expect(written).toMatchObject({ folder: out });
    expect(written.detour).toBeUndefined();
    expect(await read('client.key')).toBe('a private key');
    expect([...(await readFile(join(out, 'client.p12')))]).toEqual([0, 255, 1]);
    expect(await modeOf(out)).toBe(0o700);
    expect(await modeOf(join(out, 'client.key'))).toBe(0o600);
    expect(await modeOf(join(out, 'client.p12'))).toBe(0o600);
    expect((await readdir(out)).sort()).toEqual(
      ['client.key', 'client.p12', 'client.pem', 'config.json'].sort(),
    );
  });

  it('are merged into settings that are there', async () => {
    await mkdir(out);
    await writeFile(join(out, 'config.json'), '{"baseUrl":"https://old","mine":true}');
    await handOver({ out, names }, async () => ({ files }));
    expect(JSON.parse(await read('config.json'))).toEqual({
      ...{ baseUrl: 'https://new', mine: true, kid: '2' },
    });
  });

  it('leave the mode of a folder that was there', async () => {
    await mkdir(out);
    await chmod(out, 0o755);
    await handOver({ out, names }, async () => ({ files }));
    expect(await modeOf(out)).toBe(0o755);
  });

  it('replace others only when told so', async () => {
    await mkdir(out);
    await writeFile(join(out, 'client.key'), 'another key');
    await handOver({ out, names, force: true }, async () => ({ files }));
    expect(await read('client.key')).toBe('a private key');
  });
});

describe('before anything is asked for', () => {
  const never = (): Promise<never> => {
    throw new Error('It was asked for.');
  };

  it('a file that would be replaced is named', async () => {
    await mkdir(out);
    await writeFile(join(out, 'client.key'), 'another key');
    await expect(handOver({ out, names }, never)).rejects.toThrow(
      /holds client\.key already.*--force/,
    );
    expect(await read('client.key')).toBe('another key');
  });

  it('a folder that is a file is refused', async () => {
    await writeFile(out, '');
    await expect(handOver({ out, names }, never)).rejects.toThrow(UsageError);
  });

  it('settings that nothing can be merged into are refused', async () => {
    await mkdir(out);
    await writeFile(join(out, 'config.json'), '[]');
    await expect(handOver({ out, names }, never)).rejects.toThrow(/config\.json is not/);
  });
});

describe('when nothing comes', () => {
  it('the folder that was made for it is taken away', async () => {
    const refused = async (): Promise<never> => {
      throw new Error('No.');
    };
    await expect(handOver({ out, names }, refused)).rejects.toThrow('No.');
    expect(await readdir(work)).toEqual([]);
  });
});

describe('what is handed over once is not lost', () => {
  it('when a file comes up meanwhile: it goes beside', async () => {
    const { written } = await handOver({ out, names }, async () => {
      await writeFile(join(out, 'client.key'), 'somebody else’s');
      return { files };
    });
    expect(await read('client.key')).toBe('somebody else’s');
    expect(written.detour).toContain('client.key');
    expect(written.folder).toMatch(/shop-sandbox-/);
    expect(await readFile(join(written.folder, 'client.key'), 'utf8')).toBe('a private key');
    expect(await modeOf(written.folder)).toBe(0o700);
  });

  it('when the folder is gone meanwhile', async () => {
    const { written } = await handOver({ out, names }, async () => {
      await rm(out, { recursive: true });
      return { files };
    });
    expect(await readFile(join(written.folder, 'client.key'), 'utf8')).toBe('a private key');
  });
});

describe('a service', () => {
  it.each(['../x', 'a/b', '.bashrc', '..'])('cannot write to "%s"', async (name) => {
    const sent = { files: [file(name, 'x')] };
    await expect(handOver({ out, names }, async () => sent)).rejects.toThrow(HandOverLost);
    expect(await readdir(out)).toEqual([]);
  });
});

describe('files that can be had again', () => {
  it('are refused where others are, and written where the same are', async () => {
    await mkdir(out);
    await writeFile(join(out, 'client.pem'), 'a certificate');
    await writeFiles([certificate], { out, force: false });
    await writeFile(join(out, 'client.pem'), 'another');
    await expect(writeFiles([certificate], { out, force: false })).rejects.toThrow(/client\.pem/);
    expect(await read('client.pem')).toBe('another');
  });
});
