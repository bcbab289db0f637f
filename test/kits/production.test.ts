/** A kit for production: its own address, authority and credentials, by whoever may make them there. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addReadyProject,
  promote,
  startTestProduction,
  type TestProduction,
} from '../support/production.ts';
import { prepareKit, runKit, writeKit } from './kit.ts';

let production: TestProduction;
let folder: string;
beforeAll(async () => {
  production = await startTestProduction();
  folder = await mkdtemp(join(tmpdir(), 'whorl-kit-production-'));
  await addReadyProject(production, 'shop');
});
afterAll(async () => {
  await production.close();
  await rm(folder, { recursive: true });
});

const write = (out: string) => {
  const { dataDir } = production.sandbox;
  const args = ['--environment', 'production', '--data', dataDir, '--out', out];
  return writeKit('node', { project: 'shop', args });
};

describe('a kit for production', () => {
  it('is not made for a project that was not promoted', async () => {
    expect((await write(join(folder, 'early'))).code).toBe(1);
  });

  it('calls production, once it was', async () => {
    await promote(production, 'shop');
    const kit = join(folder, 'shop');
    expect(await write(kit)).toMatchObject({ code: 0, stderr: '' });
    const { baseUrl, environment } = JSON.parse(await readFile(join(kit, 'config.json'), 'utf8'));
    expect({ baseUrl, environment }).toEqual({
      ...{ baseUrl: production.baseUrl, environment: 'production' },
    });
    await prepareKit('node', kit);
    const { code, stdout, stderr } = await runKit('node', kit);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toHaveProperty('id');
  });
});
