/** What is done to the files of the embedded network changes no answer: each way of keeping keeps the promise. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { NetworkRoom } from '../../packages/server/src/network/embedded/keeping/network-room.ts';
import { openTestRoom } from '../../packages/server/src/network/embedded/keeping/testing/room.ts';
import type { Network } from '../../packages/server/src/network/network.ts';
import { describeNetwork } from '../../packages/server/src/network/testing/contract.ts';
import { reopenBeforeQuestions } from './reopened-network.ts';

let parent: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'whorl-kept-'));
});
afterAll(() => rm(parent, { recursive: true }));

let folders = 0;
const newFolder = (): string => join(parent, String(++folders));

/** What is done to the files of a network before it is opened again, one after the other. */
const ways: readonly ((room: NetworkRoom) => Promise<unknown>)[] = [
  ({ keeping }) => keeping.rekey(),
  async ({ keeping }) => {
    const backup = newFolder();
    await keeping.backup(backup);
    await keeping.restore(backup);
  },
  async () => undefined,
  async ({ network, keeping }) => {
    await (await network()).replaceImages();
    await keeping.rekey();
  },
];

describeNetwork({
  name: 'embedded, rekeyed, restored or replayed before every question,',
  lives: 10,
  open() {
    const folder = newFolder();
    let openings = 0;
    return reopenBeforeQuestions(async () => {
      const way = ways[openings++ % ways.length];
      if (openings % ways.length === 3) await removeImages(folder);
      const room = openTestRoom({ folder });
      await way?.(room);
      return inRoom(room);
    });
  },
});

/** The log as it was rewritten is what is replayed, not an image of what it was. */
async function removeImages(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const images = names.filter((name) => /\/image-\d{6}$/.test(name));
  await Promise.all(images.map((name) => rm(join(folder, name))));
}

/** Who erases does it everywhere. */
async function inRoom(room: NetworkRoom): Promise<Network> {
  return {
    ...(await room.network()),
    async erase(elements) {
      const { elements: count, links } = await room.keeping.erase(elements);
      return { elements: count, links };
    },
    close: () => room.close(),
  };
}
