import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { describeAccounts } from '../testing/contract.ts';
import { openAccounts } from './open-accounts.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-accounts-'));
});
afterAll(() => rm(folder, { recursive: true }));

const secret = Buffer.alloc(32, 'a secret of this test alone');
const clock = { nowMs: () => Date.now() };

describeAccounts('better-auth', async () => {
  const place = await mkdtemp(join(folder, 'place-'));
  const path = join(place, 'accounts.db');
  return {
    open: () => openAccounts({ path, secret, clock }),
    async readAll() {
      const names = await readdir(place);
      return Buffer.concat(await Promise.all(names.map((name) => readFile(join(place, name)))));
    },
  };
});
