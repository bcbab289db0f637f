import { randomBytes } from 'node:crypto';
import {
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeyringContent, openKeyring } from '../../../pki/keyring.ts';
import { KeepingRefused } from '../../keeping.ts';
import { call, element, noonMs } from '../../testing/calls.ts';
import type { NetworkRoom } from './network-room.ts';
import { keyring, openTestRoom, type RoomChanges } from './testing/room.ts';
import { account, card, fill, tell } from './testing/shop.ts';

let place: string;
let folder: string;
let backup: string;
let rooms: NetworkRoom[] = [];
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'whorl-backup-'));
  [folder, backup] = [join(place, 'sandbox'), join(place, 'backup')];
});
afterEach(async () => {
  for (const room of rooms) await room.close();
  rooms = [];
  await rm(place, { recursive: true });
});

function openRoom(changes: Partial<RoomChanges> = {}): NetworkRoom {
  const room = openTestRoom({ folder, ...changes });
  rooms.push(room);
  return room;
}

const generations = () => readdir(join(folder, 'network'));

describe('a backup', () => {
  it('is of one instant, and comes back as the network was then', async () => {
    const room = openRoom();
    const network = await room.network();
    await fill(network);
    await network.replaceImages();
    await fill(network);
    const then = await tell(network);
    const receipt = await room.keeping.backup(backup);
    const { elements, links } = then.size;
    expect(receipt).toEqual({ folder: backup, elements, links, bytes: expect.any(Number) });
    await fill(network);
    expect(await room.keeping.restore(backup)).toEqual({ elements, links, erasedAgain: 0 });
    expect(await tell(await room.network())).toEqual(then);
    expect(await (await room.network()).verify()).toEqual([]);
    expect(await generations()).toEqual(['generation-2']);
  });

  it('is whole while calls are recorded, each call in it or not', async () => {
    const room = openRoom();
    const network = await room.network();
    const calls = Array.from({ length: 200 }, (_, n) =>
      call({ elements: [card, account, element('email', n)] }),
    );
    const recording = (async () => {
      for (const one of calls) await network.record(one);
    })();
    const { elements, links } = await room.keeping.backup(backup);
    await recording;
    expect(await room.keeping.restore(backup)).toEqual({ elements, links, erasedAgain: 0 });
    const restored = await tell(await room.network());
    expect(restored.reading.elements[0]?.total ?? 0).toBe(restored.calls);
    expect(restored.reading.elements[2]?.total ?? 0).toBe(restored.calls);
  });

  it('of an empty network is an empty network', async () => {
    const room = openRoom();
    await room.keeping.backup(backup);
    await (await room.network()).record(call({ elements: [card] }));
    expect(await room.keeping.restore(backup)).toEqual({ elements: 0, links: 0, erasedAgain: 0 });
  });

  it('brings back nothing that was erased since, in log, table and images', async () => {
    const room = openRoom();
    await fill(await room.network());
    await (await room.network()).replaceImages();
    await room.keeping.backup(backup);
    await room.keeping.erase([card]);
    const without = await tell(await room.network());
    for (let times = 0; times < 2; times += 1) {
      expect(await room.keeping.restore(backup)).toMatchObject({ erasedAgain: 1 });
      expect(await tell(await room.network())).toEqual(without);
    }
    await room.close();
    expect(await tell(await openRoom().network())).toEqual(without);
  });

  it('keeps what was seen anew between an erasure and it', async () => {
    const room = openRoom();
    const network = await room.network();
    await fill(network);
    await room.keeping.erase([card]);
    await network.record(call({ elements: [card] }));
    const then = await tell(network);
    await room.keeping.backup(backup);
    expect(await room.keeping.restore(backup)).toMatchObject({ erasedAgain: 0 });
    expect(await tell(await room.network())).toEqual(then);
  });

  it('that was made while an erasure was begun and not done comes back without whom it was of', async () => {
    const room = openRoom();
    const network = await room.network();
    await fill(network);
    const { erase } = network;
    network.erase = () => Promise.reject(new Error('the disk is full'));
    await expect(room.keeping.erase([card])).rejects.toThrow('full');
    network.erase = erase;
    await room.keeping.backup(backup);
    await room.keeping.erase([card]);
    expect(await room.keeping.restore(backup)).toMatchObject({ erasedAgain: 1 });
    expect((await tell(await room.network())).reading.elements[0]).toBeUndefined();
  });

  it('is not made within what it is of', async () => {
    const room = openRoom();
    await room.network();
    const within = room.keeping.backup(join(folder, 'network', 'generation-7'));
    await expect(within).rejects.toThrow(KeepingRefused);
    await symlink(folder, join(place, 'link'));
    const linked = room.keeping.backup(join(place, 'link', 'network', 'backup'));
    await expect(linked).rejects.toThrow('within');
    expect(await generations()).toEqual(['generation-1']);
  });

  it('holds nothing of the list of what was erased', async () => {
    const room = openRoom();
    await fill(await room.network());
    await room.keeping.erase([card]);
    await room.keeping.backup(backup);
    const names = await readdir(backup);
    expect(names.filter((name) => !/^(log-\d{6}|image-\d{6})$/.test(name))).toEqual([
      'manifest.json',
      'manifest.mac',
      'storage-key',
    ]);
  });

  it('is made in no folder that holds something, nor in one that cannot be made', async () => {
    const { keeping } = openRoom();
    await mkdir(backup);
    await keeping.backup(backup);
    await expect(keeping.backup(backup)).rejects.toThrow(KeepingRefused);
    const inTheWay = join(place, 'other.unfinished');
    await mkdir(inTheWay);
    await writeFile(join(inTheWay, 'letter.txt'), 'of somebody');
    await expect(keeping.backup(join(place, 'other'))).rejects.toThrow(/in the way/);
    expect(await readFile(join(inTheWay, 'letter.txt'), 'utf8')).toBe('of somebody');
    for (const nowhere of [join(place, 'no', 'where'), '/proc/backup', join(backup, 'log-000001')])
      await expect(keeping.backup(nowhere)).rejects.toThrow(KeepingRefused);
  });
});

describe('a restore is refused, and changes nothing,', () => {
  let then: unknown;
  let room: NetworkRoom;
  beforeEach(async () => {
    room = openRoom();
    const network = await room.network();
    await fill(network);
    await network.replaceImages();
    await room.keeping.backup(backup);
    await network.record(call({ elements: [account] }));
    then = await tell(network);
  });

  async function expectRefused(from: string, by = room): Promise<void> {
    await expect(by.keeping.restore(from)).rejects.toThrow(KeepingRefused);
    await expect(by.keeping.restore(from)).rejects.toThrow(/^\S.*\.$/);
    expect(await tell(await room.network())).toEqual(then);
    expect(await generations()).toEqual(['generation-1']);
  }

  it('while calls are served, and so is a rekey', async () => {
    await room.close();
    room = openRoom({ isServing: () => true });
    await expectRefused(backup);
    await expect(room.keeping.rekey()).rejects.toThrow(/Stop the service first/);
  });

  it('of what is no backup, and of one that is not whole', async () => {
    await expectRefused(join(place, 'nowhere'));
    await expectRefused(folder);
    for (const name of await readdir(backup)) {
      const copy = join(place, `without-${name}`);
      await cp(backup, copy, { recursive: true });
      await rm(join(copy, name));
      await expectRefused(copy);
    }
  });

  it('of one that is cut short, or has a flipped bit, anywhere', async () => {
    for (const name of await readdir(backup)) {
      const copy = join(place, `damaged-${name}`);
      await cp(backup, copy, { recursive: true });
      const bytes = await readFile(join(backup, name));
      // A new line at the end says nothing.
      const end = name.startsWith('log') || name.startsWith('image') ? 1 : 2;
      for (const at of [0, bytes.length >> 1, bytes.length - end]) {
        const flipped = Buffer.from(bytes);
        flipped.writeUInt8((bytes[at] as number) ^ 0x04, at);
        await writeFile(join(copy, name), flipped);
        await expectRefused(copy);
      }
      await writeFile(join(copy, name), bytes);
      await truncate(join(copy, name), bytes.length - end);
      await expectRefused(copy);
    }
  });

  it('of one with a file that was put into it', async () => {
    const other = join(place, 'more');
    await cp(backup, other, { recursive: true });
    await cp(join(backup, 'log-000001'), join(other, 'log-000099'));
    await expectRefused(other);
  });

  it('of another environment, another data folder, or a newer version', async () => {
    await room.keeping.backup(join(place, 'whole'));
    const production = openRoom({ folder: join(place, 'production'), environment: 'production' });
    await expect(production.keeping.restore(backup)).rejects.toThrow(
      /of sandbox, not of production/,
    );
    const masterKey = randomBytes(32);
    const stranger = openKeyring(createKeyringContent(masterKey, randomBytes), masterKey);
    const elsewhere = openRoom({ folder: join(place, 'elsewhere'), keyring: stranger });
    await expect(elsewhere.keeping.restore(backup)).rejects.toThrow(KeepingRefused);
    const manifest = join(backup, 'manifest.json');
    const text = await readFile(manifest, 'utf8');
    await writeFile(manifest, text.replace('"backupFormat": 1', '"backupFormat": 2'));
    await expect(room.keeping.restore(backup)).rejects.toThrow(/newer version/);
    await expectRefused(backup);
  });
});

describe('a rekey', () => {
  it('leaves no identifier, no key and no file as it was', async () => {
    const room = openRoom();
    const network = await room.network();
    await fill(network);
    await network.replaceImages();
    await room.keeping.erase([account]);
    const then = await tell(network);
    const key = await readFile(join(folder, 'network', 'generation-1', 'storage-key'), 'utf8');
    const receipt = await room.keeping.rekey();
    expect(receipt).toEqual({ elements: then.size.elements, records: 23 });
    expect(await tell(await room.network())).toEqual(then);
    expect(await generations()).toEqual(['generation-2']);
    const next = await readFile(join(folder, 'network', 'generation-2', 'storage-key'), 'utf8');
    const open = (n: number, text: string) =>
      keyring.unwrap(`storage-key:sandbox:${n}`, text.trim()).toString('hex');
    expect(open(1, key)).not.toBe(open(2, next));
    await room.keeping.backup(backup);
    await room.close();
    const reopened = openRoom();
    expect(await tell(await reopened.network())).toEqual(then);
    expect(await reopened.keeping.restore(backup)).toMatchObject({ erasedAgain: 0 });
  });
});

describe('old log files', () => {
  it('go when images hold them and everything in them is old, and nothing is forgotten', async () => {
    const room = openRoom();
    const network = await room.network();
    await fill(network);
    expect(await room.keeping.pruneLog(noonMs + 1)).toBe(0);
    await network.replaceImages();
    const then = await tell(network);
    expect(await room.keeping.pruneLog(noonMs)).toBe(0);
    const pruned = await room.keeping.pruneLog(noonMs + 1);
    expect(pruned).toBeGreaterThan(1);
    expect(await tell(network)).toEqual(then);
    expect(await network.verify()).toEqual([]);
    await room.keeping.backup(backup);
    await room.keeping.restore(backup);
    expect(await tell(await room.network())).toEqual(then);
    await room.keeping.rekey();
    expect(await tell(await room.network())).toEqual(then);
    await room.close();
    expect(await tell(await openRoom().network())).toEqual(then);
  });
});
