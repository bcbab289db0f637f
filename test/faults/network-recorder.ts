/**
 * A process that records calls in the network of a folder, eight at a time, until it is killed or has made
 * as many as it was told. After each it prints `recorded <id>` or `refused <error's name>`.
 *
 * Usage: network-recorder.ts FOLDER [CALLS]
 */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openEmbeddedNetwork } from '../../packages/server/src/network/embedded/embedded-network.ts';
import type { Pseudonym } from '../../packages/server/src/network/network.ts';
import { createStorageKey } from '../../packages/server/src/network/storage-key.ts';
import { call } from '../../packages/server/src/network/testing/calls.ts';

const [folder = '', calls = 'Infinity'] = process.argv.slice(2);
/** Small, so that files are begun and images written all the time. */
const [fileBytes, imageBytes] = [100_000, 10_000];
const storageKey = createStorageKey(Buffer.alloc(16, 7));
const network = await openEmbeddedNetwork({ folder, storageKey, fileBytes, imageBytes });
const lanes = 8;
let left = Number(calls);

async function recordOne(): Promise<void> {
  const id = randomUUID();
  const pseudonym = id.replaceAll('-', '') as Pseudonym;
  try {
    await network.record(call({ id, elements: [{ kind: 'email', pseudonym }] }));
    writeSync(1, `recorded ${id}\n`);
  } catch (error) {
    writeSync(1, `refused ${error instanceof Error ? error.name : ''}\n`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function recordAll(): Promise<void> {
  while (left-- > 0) await recordOne();
}

await Promise.all(Array.from({ length: lanes }, recordAll));
await network.close();
