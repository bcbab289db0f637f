/** Every registry keeps the one promise. A new one is one line here. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { rememberLookUps } from '../../packages/server/src/registry/remembered.ts';
import { openSqliteRegistry } from '../../packages/server/src/registry/sqlite/sqlite-registry.ts';
import { describeRegistry } from '../../packages/server/src/registry/testing/contract.ts';

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'whorl-registries-'));
});
afterAll(() => rm(parent, { recursive: true }));

let files = 0;
const newPath = (): string => join(parent, `${++files}.sqlite`);
const auditKey = Buffer.alloc(32, 7);

describeRegistry('SQLite', async () => {
  const path = newPath();
  return { open: () => openSqliteRegistry({ path, auditKey }) };
});

describeRegistry('SQLite, with look-ups remembered,', async () => {
  const path = newPath();
  return { open: async () => rememberLookUps(await openSqliteRegistry({ path, auditKey })) };
});
