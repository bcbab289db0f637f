import {
  appendFile,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryNetwork } from '../../memory/memory-network.ts';
import type { Network } from '../../network.ts';
import { noonMs } from '../../testing/calls.ts';
import { LogDamage } from '../log-files.ts';
import type { NetworkEvent } from '../network-event.ts';
import { openTestRoom } from './testing/room.ts';
import { callsOfVersion1, putVersion1, retryKey } from './testing/version-1.ts';

let folder: string;
let events: NetworkEvent[];
beforeEach(async () => {
  events = [];
  folder = await mkdtemp(join(tmpdir(), 'whorl-version-1-'));
  await putVersion1(folder);
});
afterEach(() => rm(folder, { recursive: true }));

const open = () => openTestRoom({ folder, report: (event) => events.push(event) });
const log = (number: number): string => join(folder, 'network', `log-00000${number}`);

async function tell(network: Network) {
  const elements = callsOfVersion1.flatMap((one) => one.elements);
  const links = callsOfVersion1.flatMap((one) => one.links);
  return {
    reading: await network.read({ elements, links, nowMs: noonMs }),
    recalled: await network.recall(retryKey, noonMs),
    calls: await Promise.all(['project', 'other'].map((one) => network.countCalls(one))),
  };
}

async function expected(calls = callsOfVersion1) {
  const memory = createMemoryNetwork();
  for (const one of calls) await memory.record(one);
  return tell(memory);
}

describe('a network of version 1', () => {
  it('goes on as it was, and is kept as it was', async () => {
    const before = await readFile(log(1));
    const room = open();
    expect(await tell(await room.network())).toEqual(await expected());
    expect(await (await room.network()).verify()).toEqual([]);
    await room.close();
    expect(events.map(({ event }) => event)).toEqual(['log-migrated']);
    const network = join(folder, 'network');
    expect((await readdir(network)).sort()).toEqual(['before-version-2', 'generation-1']);
    const kept = join(network, 'before-version-2');
    expect((await readdir(kept)).sort()).toEqual(['image', 'log-000001', 'log-000002']);
    expect(await readFile(join(kept, 'log-000001'))).toEqual(before);
    expect(events[0]?.note).toContain(kept);
    const again = open();
    expect(await tell(await again.network())).toEqual(await expected());
    await again.close();
    expect(events).toHaveLength(1);
  });

  it('is taken without the call that a crash cut short', async () => {
    const bytes = await readFile(log(2));
    await truncate(log(2), bytes.length - 1);
    const room = open();
    expect(await tell(await room.network())).toEqual(await expected(callsOfVersion1.slice(0, -1)));
    await room.close();
  });

  it('is taken with a newest file that was just begun', async () => {
    for (const begun of ['', 'whor', '\0\0\0\0\0\0\0\0']) {
      await rm(folder, { recursive: true });
      await putVersion1(folder);
      await writeFile(log(3), begun);
      const room = open();
      expect(await tell(await room.network())).toEqual(await expected());
      await room.close();
    }
  });

  it.each([
    ['a flipped bit', () => flip(1, 200)],
    ['a flipped bit in the newest, before others', () => flip(2, 30)],
    ['an older file cut short', () => truncate(log(1), 1_000)],
    ['something behind its end', () => appendFile(log(1), 'more')],
    ['a beginning of something else', () => flip(2, 0)],
    ['its first file missing', () => rm(log(1))],
    ['nothing but an image', () => Promise.all([rm(log(1)), rm(log(2))])],
    ['a file between missing', () => rename(log(2), log(3))],
  ])('is refused with %s, and nothing is changed', async (_, damage) => {
    await damage();
    const before = await readdir(join(folder, 'network'));
    const room = open();
    await expect(room.network()).rejects.toThrow(LogDamage);
    await expect(room.network()).rejects.toThrow(/^\/.*\.$/);
    await room.close();
    expect(await readdir(join(folder, 'network'))).toEqual(before);
  });
});

async function flip(number: number, at: number): Promise<void> {
  const bytes = await readFile(log(number));
  bytes.writeUInt8((bytes[at] as number) ^ 1, at);
  await writeFile(log(number), bytes);
}
