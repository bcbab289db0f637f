/** Every store of the identity network keeps the one promise. A new store is one line here. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import {
  type EmbeddedOptions,
  openEmbeddedNetwork,
} from '../../packages/server/src/network/embedded/embedded-network.ts';
import { createMemoryNetwork } from '../../packages/server/src/network/memory/memory-network.ts';
import type { Network } from '../../packages/server/src/network/network.ts';
import { createStorageKey } from '../../packages/server/src/network/storage-key.ts';
import { describeNetwork } from '../../packages/server/src/network/testing/contract.ts';
import { reopenBeforeQuestions } from './reopened-network.ts';

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'whorl-stores-'));
});
afterAll(() => rm(parent, { recursive: true }));

let folders = 0;
const newOptions = () => ({
  folder: join(parent, String(++folders)),
  storageKey: createStorageKey(Buffer.alloc(16, 7)),
  report: ({ note, err }: { readonly note: string; readonly err?: unknown }) => {
    throw new Error(note, { cause: err });
  },
});

describeNetwork({ name: 'memory', open: async () => createMemoryNetwork() });
describeNetwork({ name: 'embedded', open: () => openEmbeddedNetwork(newOptions()) });
describeNetwork({
  name: 'embedded, acknowledged early,',
  open: () => openEmbeddedNetwork({ ...newOptions(), durability: 'async' }),
});

/** Short files, so that there are many. */
const fileBytes = 1_000;

describeNetwork({
  name: 'embedded, replayed before every question,',
  lives: 20,
  open() {
    const options = { ...newOptions(), fileBytes, imageBytes: 1e9 };
    return reopenBeforeQuestions(() => openEmbeddedNetwork(options));
  },
});
describeNetwork({
  name: 'embedded, imaged before every question,',
  lives: 10,
  open() {
    const options = { ...newOptions(), fileBytes, imageBytes: 1e9 };
    return reopenBeforeQuestions(() => openImaged(options));
  },
});
describeNetwork({
  name: 'embedded, imaged after every change,',
  lives: 10,
  open() {
    const options = { ...newOptions(), fileBytes, imageBytes: 0 };
    return reopenBeforeQuestions(() => openEmbeddedNetwork(options));
  },
});

/** Its last image holds everything: where it is opened again, nothing of its log is replayed. */
async function openImaged(options: EmbeddedOptions): Promise<Network> {
  const network = await openEmbeddedNetwork(options);
  return {
    ...network,
    async close() {
      await network.replaceImages();
      await network.close();
    },
  };
}
