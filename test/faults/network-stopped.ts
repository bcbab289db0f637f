/**
 * A process whose log is taken from under it: its descriptor is closed, so that neither writing nor cutting
 * back works. Prints the name of every event and of every refusal.
 *
 * Usage: network-stopped.ts FOLDER
 */
import { closeSync, readdirSync, readlinkSync } from 'node:fs';
import { openEmbeddedNetwork } from '../../packages/server/src/network/embedded/embedded-network.ts';
import { createStorageKey } from '../../packages/server/src/network/storage-key.ts';
import { call } from '../../packages/server/src/network/testing/calls.ts';

const [folder = ''] = process.argv.slice(2);
const storageKey = createStorageKey(Buffer.alloc(16, 7));
const network = await openEmbeddedNetwork({
  folder,
  storageKey,
  report: ({ event }) => console.log(event),
});
await network.record(call());

const isLog = (descriptor: string): boolean => {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`).endsWith('log-000001');
  } catch {
    return false;
  }
};
closeSync(Number(readdirSync('/proc/self/fd').find(isLog)));
for (let n = 0; n < 3; n += 1)
  await network
    .record(call())
    .catch((error: Error) => console.log(`${error.name}: ${error.message}`));
