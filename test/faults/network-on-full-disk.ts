/**
 * `node network-on-full-disk.ts FOLDER`: records calls until the file system is full and some were refused, makes
 * room, records more, and opens the network again. Prints what it saw. Whoever starts it makes the file system
 * small.
 */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbeddedNetwork } from '../../packages/server/src/network/embedded/embedded-network.ts';
import { createStorageKey } from '../../packages/server/src/network/storage-key.ts';
import { call, element, noonMs } from '../../packages/server/src/network/testing/calls.ts';

const [parent = ''] = process.argv.slice(2);
const folder = join(parent, 'network');
const ballast = join(parent, 'ballast');
const storageKey = createStorageKey(Buffer.alloc(16, 7));
const events = new Set<string>();
const report = ({ event }: { readonly event: string }) => events.add(event);
/** Images too, all the time. */
const options = { folder, storageKey, report, imageBytes: 10_000, fileBytes: 40_000 };

writeFileSync(ballast, Buffer.alloc(200_000));
let network = await openEmbeddedNetwork(options);
const acknowledged: number[] = [];
const refused: string[] = [];
let next = 0;

async function recordEight(): Promise<void> {
  const numbers = Array.from({ length: 8 }, () => next++);
  const recordOne = (n: number) => network.record(call({ elements: [element('email', n)] }));
  const outcomes = await Promise.allSettled(numbers.map(recordOne));
  outcomes.forEach((outcome, n) => {
    if (outcome.status === 'fulfilled') acknowledged.push(numbers[n] as number);
    else refused.push(`${outcome.reason.name} ${outcome.reason.cause?.code}`);
  });
}

async function countLost(): Promise<number> {
  const elements = acknowledged.map((n) => element('email', n));
  const reading = await network.read({ elements, links: [], nowMs: noonMs });
  return reading.elements.filter((one) => one?.total !== 1).length;
}

while (refused.length < 40) await recordEight();
const lostWhileFull = await countLost();
rmSync(ballast);
const before = acknowledged.length;
while (acknowledged.length < before + 80) await recordEight();
await network.close();
const closedWith = [...events];
network = await openEmbeddedNetwork(options);
const seen = {
  refused: [...new Set(refused)],
  lostWhileFull,
  lost: await countLost(),
  unexpected: (await network.size()).elements - acknowledged.length,
  closedWith,
  openedWith: [...events].filter((event) => !closedWith.includes(event)),
  faults: await network.verify(),
};
await network.close();
console.log(JSON.stringify(seen));
