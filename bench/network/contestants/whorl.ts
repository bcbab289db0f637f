import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type EmbeddedNetwork,
  openEmbeddedNetwork,
} from '../../../packages/server/src/network/embedded/embedded-network.ts';
import { bytesBetweenImages } from '../../../packages/server/src/network/embedded/image/image-keeper.ts';
import type { NetworkReading, PastPurchase } from '../../../packages/server/src/network/network.ts';
import { createStorageKey } from '../../../packages/server/src/network/storage-key.ts';
import type { Contestant } from '../contestant.ts';
import type { Event } from '../event.ts';
import { purchaseOf } from './whorl-purchase.ts';

/** What the journal keeps of a call beside what is counted. */
export interface Journal {
  readonly answer: string;
  readonly signals: Readonly<Record<string, number | string | boolean>>;
  readonly model: string;
}

const purchasesOfBatch = 4_000;

const projectId = 'project';

/**
 * Our embedded network. Of each record it keeps more than the others do: counts by hour and day of half a year,
 * partners, amounts, names.
 */
export async function openWhorl(folder: string, journal: Journal): Promise<Contestant> {
  const storageKey = createStorageKey(Buffer.alloc(16, 7));
  const network = await openEmbeddedNetwork({ folder, storageKey });
  const broughtBytes = await logBytes(folder);
  const progress = { broughtBytes, calls: 0 };
  return {
    servers: [],
    async bring(events) {
      await bring(network, events);
      // So that none is under way when calls are measured.
      await network.replaceImages();
      progress.broughtBytes = await logBytes(folder);
    },
    prepare(event) {
      const purchase = purchaseOf(event);
      const { elements, links } = purchase;
      const query = { elements, links, nowMs: event.atMs };
      const record = { ...journal, ...purchase, projectId, id: crypto.randomUUID() };
      return {
        async count() {
          await network.read(query);
          await network.record(record);
          progress.calls += 1;
        },
        totals: async () => totalsOf(await network.read(query)),
      };
    },
    settle: async () => void (await network.sync()),
    async size() {
      const { elements, links, bytes } = await network.size();
      return { records: elements + links, bytes };
    },
    upkeep: {
      run: () => network.replaceImages(),
      async everyCalls() {
        const callBytes = ((await logBytes(folder)) - progress.broughtBytes) / progress.calls;
        return bytesBetweenImages((await network.size()).bytes) / callBytes;
      },
    },
  };
}

/** As a history is imported; while one batch is on its way to disk, the next is made. */
async function bring(network: EmbeddedNetwork, events: Iterable<Event>): Promise<void> {
  let before: Promise<void> = Promise.resolve();
  let line = 0;
  let purchases: PastPurchase[] = [];
  const send = async () => {
    const importId = '0'.repeat(64);
    const sent = network.recordHistory({ projectId, importId, purchases, throughLine: line });
    purchases = [];
    await before;
    before = sent;
  };
  for (const event of events) {
    line += 1;
    purchases.push({ ...purchaseOf(event), line });
    if (purchases.length === purchasesOfBatch) await send();
  }
  await send();
  await before;
}

const totalsOf = ({ elements, links }: NetworkReading): readonly number[] =>
  [...elements, ...links].map((sighting) => sighting?.total ?? 0);

async function logBytes(folder: string): Promise<number> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('log'));
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
