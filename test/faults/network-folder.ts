/** Folders of the embedded network as tests of its faults make and look at them. */
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import {
  type EmbeddedOptions,
  openEmbeddedNetwork,
} from '../../packages/server/src/network/embedded/embedded-network.ts';
import type { NetworkEvent } from '../../packages/server/src/network/embedded/network-event.ts';
import type { Network, Pseudonym } from '../../packages/server/src/network/network.ts';
import { createStorageKey } from '../../packages/server/src/network/storage-key.ts';
import { call, element } from '../../packages/server/src/network/testing/calls.ts';

/** The storage key of every folder. */
export const storageKey = createStorageKey(Buffer.alloc(16, 7));

export const firstFile = 'log-000001';

/** Makes folders below one that is removed when the file's tests have ended. */
export function useFolders(): () => Promise<string> {
  let parent: string;
  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'whorl-network-faults-'));
  });
  afterAll(() => rm(parent, { recursive: true }));
  return () => mkdtemp(join(parent, 'network-'));
}

export type Changes = Omit<EmbeddedOptions, 'folder' | 'storageKey'>;

/** A log of three batches, and where each of them ends in the first file. */
export async function writeThree(folder: string, changes: Changes = {}) {
  const network = await openEmbeddedNetwork({ folder, storageKey, ...changes });
  const ends: number[] = [];
  for (const n of [1, 2, 3]) {
    await network.record(call({ elements: [element('email', n)], answer: `{"id":"${n}"}` }));
    ends.push((await stat(join(folder, firstFile))).size);
  }
  await network.close();
  return ends as [first: number, second: number, third: number];
}

/** A folder with nothing but this as its first log file. */
export async function folderWith(folder: string, bytes: Uint8Array): Promise<string> {
  await writeFile(join(folder, firstFile), bytes);
  return folder;
}

/** How many elements there are, and what was reported on the way. */
export async function openAndCount(folder: string, changes: Changes = {}) {
  const events: NetworkEvent[] = [];
  const report = (event: NetworkEvent) => events.push(event);
  const network = await openEmbeddedNetwork({ folder, storageKey, report, ...changes });
  const { elements } = await network.size();
  await network.close();
  return { elements, events };
}

/** How often each e-mail was seen that the recorder named after a call's id. */
export async function totalsOf(
  network: Network,
  ids: readonly string[],
): Promise<(number | undefined)[]> {
  const pseudonyms = ids.map((id) => id.replaceAll('-', '') as Pseudonym);
  const elements = pseudonyms.map((pseudonym) => ({ kind: 'email', pseudonym }) as const);
  const reading = await network.read({ elements, links: [], nowMs: Date.UTC(2026, 10, 24, 12) });
  return reading.elements.map((one) => one?.total);
}
