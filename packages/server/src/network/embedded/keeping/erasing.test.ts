import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryNetwork } from '../../memory/memory-network.ts';
import { call, noonMs } from '../../testing/calls.ts';
import { LogDamage } from '../log-files.ts';
import { generationFolder } from './generation.ts';
import type { NetworkRoom } from './network-room.ts';
import { readStorageKey } from './storage-key-file.ts';
import { keyring, openTestRoom, type RoomChanges } from './testing/room.ts';
import { account, card, everybody, fill, tell, token } from './testing/shop.ts';

let folder: string;
let rooms: NetworkRoom[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'whorl-erasing-'));
});
afterEach(async () => {
  for (const room of rooms) await room.close();
  rooms = [];
  await rm(folder, { recursive: true });
});

function openRoom(changes: Partial<RoomChanges> = {}): NetworkRoom {
  const room = openTestRoom({ folder, ...changes });
  rooms.push(room);
  return room;
}

const generation = (number = 1) => ({ folder: generationFolder({ folder }, number), number });

/** Every file of the environment in which one of these lies. */
async function holders(...wanted: readonly Buffer[]): Promise<readonly string[]> {
  const found: string[] = [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((one) => one.isFile())) {
    const bytes = await readFile(join(entry.parentPath, entry.name));
    if (wanted.some((one) => bytes.includes(one))) found.push(entry.name);
  }
  return found;
}

/** The network as it is when nothing of the card was ever seen: erased from a copy in memory. */
async function withoutCard() {
  const memory = createMemoryNetwork();
  await fill(memory);
  await memory.erase([card], noonMs);
  return tell(memory);
}

const removeImages = async (): Promise<void> => {
  const names = await readdir(generation().folder);
  const images = names.filter((name) => name.startsWith('image-'));
  await Promise.all(images.map((name) => rm(join(generation().folder, name))));
};

describe('an erasure', () => {
  it('is done again where an older copy of the network was put back', async () => {
    const place = join(folder, 'network');
    const room = openRoom();
    await fill(await room.network());
    await room.close();
    await cp(place, `${place}-of-before`, { recursive: true });
    const erasing = openRoom();
    await erasing.keeping.erase([card]);
    await erasing.close();
    await rm(place, { recursive: true });
    await rename(`${place}-of-before`, place);
    for (const again of [openRoom(), openRoom()]) {
      const network = await again.network();
      expect((await tell(network)).reading.elements[0]).toBeUndefined();
      await network.record(call({ elements: [account] }));
      await again.close();
    }
  });

  it('leaves no trace in any file but the list, and all others as they were', async () => {
    const room = openRoom();
    const network = await room.network();
    await fill(network);
    await network.replaceImages();
    const { ids } = await readStorageKey({ keyring, environment: 'sandbox' }, generation());
    const stored = Buffer.from(ids.seal(Buffer.from(card.pseudonym, 'hex')));
    const traces = [stored, Buffer.from(card.pseudonym, 'hex'), Buffer.from(token, 'hex')];
    expect((await holders(...traces)).length).toBeGreaterThan(3);
    const receipt = await room.keeping.erase([card]);
    expect(receipt).toEqual({ elements: 1, links: 1, records: 12 });
    expect(await holders(...traces)).toEqual(['erased']);
    expect(await tell(network)).toEqual(await withoutCard());
    expect(await network.verify()).toEqual([]);
    await room.close();
    await removeImages();
    expect(await tell(await openRoom().network())).toEqual(await withoutCard());
  });

  it('lets what is seen again afterwards be new, in log and image', async () => {
    const room = openRoom();
    const network = await room.network();
    await fill(network);
    // Seen while the erasure is under way too: what is counted then is in table and log alike.
    const seenAgain = Array.from({ length: 20 }, () => call({ elements: [card, account] }));
    await Promise.all([room.keeping.erase([card]), ...seenAgain.map(network.record)]);
    await network.record(call({ elements: [card] }));
    const told = await tell(network);
    expect(told.reading.elements[0]?.total).toBeGreaterThan(0);
    await room.close();
    await removeImages();
    expect(await tell(await openRoom().network())).toEqual(told);
  });

  it('counts nothing that was never seen, and is remembered', async () => {
    const room = openRoom();
    expect(await room.keeping.erase([card])).toEqual({ elements: 0, links: 0, records: 0 });
    expect(await room.keeping.erase(everybody)).toEqual({ elements: 0, links: 0, records: 0 });
  });

  it('that cannot be finished is told, tried again at the next opening, and keeps nobody from calls', async () => {
    const inTheWay = join(generation().folder, 'image-000001.new');
    const events: string[] = [];
    const report = ({ event }: { readonly event: string }) => events.push(event);
    let room = openRoom({ report });
    await fill(await room.network());
    await mkdir(inTheWay);
    await expect(room.keeping.erase([card])).rejects.toThrow(/EISDIR/);
    await room.close();
    room = openRoom({ report });
    await (await room.network()).record(call({ elements: [account] }));
    await room.close();
    expect(events).toContain('erasure-not-finished');
    await rm(inTheWay, { recursive: true });
    const told = openRoom();
    await told.network();
    expect(await readFile(join(generation().folder, 'image-000001'))).not.toHaveLength(0);
    await told.close();
    const list = await readFile(join(folder, 'erased'));
    await openRoom().network();
    expect(await readFile(join(folder, 'erased'))).toEqual(list);
  });

  it('keeps answers of retries, wherever they lie', async () => {
    const room = openRoom();
    const network = await room.network();
    const idempotencyKey = account.pseudonym;
    const one = call({ elements: [card], idempotencyKey, answer: 'the answer' });
    await network.record(one);
    await room.keeping.erase([card]);
    const recalled = { id: one.id, answer: 'the answer' };
    expect(await network.recall(idempotencyKey, noonMs)).toEqual(recalled);
    await room.close();
    expect(await (await openRoom().network()).recall(idempotencyKey, noonMs)).toEqual(recalled);
  });
});

describe('the list of what was erased', () => {
  const list = (): string => join(folder, 'erased');
  const erase = async (count: number): Promise<Buffer> => {
    const room = openRoom();
    for (const one of everybody.slice(0, count)) await room.keeping.erase([one]);
    await room.close();
    return readFile(list());
  };

  it('is cut off where a crash left half an entry', async () => {
    const [one, two] = [await erase(1), await erase(2)];
    for (let length = one.length + 1; length < two.length; length += 3) {
      await writeFile(list(), two.subarray(0, length));
      const room = openRoom();
      await room.network();
      await room.close();
    }
  });

  it('is refused when it is damaged, at every byte but those of its last entry', async () => {
    const bytes = await erase(3);
    for (let at = 0; at < bytes.length - 17; at += 1) {
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8((bytes[at] as number) ^ 0x10, at);
      await writeFile(list(), flipped);
      await expect(openRoom().network(), `byte ${at}`).rejects.toThrow(LogDamage);
    }
  });
});
