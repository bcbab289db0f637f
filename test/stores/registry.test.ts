/** Every registry keeps the one promise. A new one is one line here. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { openJsonRegistry } from '../../packages/server/src/registry/json/json-registry.ts';
import { describeRegistry } from '../../packages/server/src/registry/testing/contract.ts';

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'whorl-registries-'));
});
afterAll(() => rm(parent, { recursive: true }));

let files = 0;
const newPath = (): string => join(parent, `${++files}.json`);

describeRegistry('JSON', async () => {
  const path = newPath();
  return { open: () => openJsonRegistry(path) };
});
