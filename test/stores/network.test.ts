/** Every store of the identity network keeps the one promise. A new store is one line here. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { openEmbeddedNetwork } from '../../packages/server/src/network/embedded/embedded-network.ts';
import { createMemoryNetwork } from '../../packages/server/src/network/memory/memory-network.ts';
import type { Network } from '../../packages/server/src/network/network.ts';
import { describeNetwork } from '../../packages/server/src/network/testing/contract.ts';

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'whorl-stores-'));
});
afterAll(() => rm(parent, { recursive: true }));

let folders = 0;
const newFolder = (): string => join(parent, String(++folders));

describeNetwork('memory', async () => createMemoryNetwork());
describeNetwork('embedded', () => openEmbeddedNetwork({ folder: newFolder() }));
describeNetwork('embedded, replayed before every question', () => openForgetful(1e9));
describeNetwork('embedded, imaged before every question', () => openForgetful(0));

/** Whatever it answers, it has just read from disk; its files are short, so that there are many. */
async function openForgetful(imageBytes: number): Promise<Network> {
  const options = { folder: newFolder(), fileBytes: 1_000, imageBytes };
  let network = await openEmbeddedNetwork(options);
  let reopening = Promise.resolve();
  let isClosed = false;
  const reopen = (): Promise<void> => {
    reopening = reopening.then(async () => {
      if (isClosed) return;
      await network.close();
      network = await openEmbeddedNetwork(options);
    });
    return reopening;
  };
  return {
    read: (query) => reopen().then(() => network.read(query)),
    record: (call) => network.record(call),
    recall: (key, nowMs) => reopen().then(() => network.recall(key, nowMs)),
    size: () => reopen().then(() => network.size()),
    countCalls: (projectId) => reopen().then(() => network.countCalls(projectId)),
    close: () => {
      isClosed = true;
      return network.close();
    },
  };
}
