/**
 * A process that loads the network of a folder with events, several at a time, until it is killed. It prints the
 * number of each that was acknowledged, one a line.
 *
 * Usage: loaded-network.ts LOADING, as JSON
 */
import fs from 'node:fs';
import { flushCompileCache, syncBuiltinESMExports } from 'node:module';
import { live } from '../../../packages/server/src/network/testing/oracle/event.ts';
import { onEveryWrite } from '../writes.ts';
import { eventOf, lanes } from './load.ts';
import { type Loading, openLoaded } from './loading.ts';

// Who is killed keeps no compiled code of its own accord for the next that is started.
flushCompileCache();

const loading: Loading = JSON.parse(process.argv[2] ?? '');
const { seed, lastWrite = Number.POSITIVE_INFINITY, share = 0 } = loading;

const die = (): void => void process.kill(process.pid, 'SIGKILL');

// Taken before it is watched: telling the tester is no write to the disk.
const { writeSync } = fs;
const tell = (number: number): void => void writeSync(1, `${number}\n`);

/** The last write is done in part. */
let isLast = false;
const writePart = (file: number, bytes: Buffer, offset: number, _: unknown, at: number): number => {
  const length = isLast ? Math.floor((bytes.length - offset) * share) : bytes.length - offset;
  const written = writeSync(file, bytes, offset, length, at);
  if (isLast) die();
  return written;
};
Object.assign(fs, { writeSync: writePart });
syncBuiltinESMExports();

let writes = 0;
onEveryWrite(({ what, content }) => {
  // Files are mostly opened to be read. What making one changes is seen at the first write to it.
  if (what === 'open') return;
  writes += 1;
  isLast = writes >= lastWrite;
  if (!isLast || what === 'writeSync') return;
  if (content !== undefined) {
    const file = fs.openSync(content.path, content.at === 'end' ? 'a' : 'w');
    writeSync(file, content.data, 0, Math.floor(content.data.length * share));
  }
  die();
});

const { network, erase } = await openLoaded(loading);
let next = loading.from;

async function sendAll(): Promise<void> {
  for (;;) {
    const number = next;
    next += 1;
    const event = eventOf(number, seed);
    if (event.type === 'erase') await erase(event.elements, event.nowMs);
    else await live(network, event);
    tell(number);
  }
}

await Promise.all(Array.from({ length: lanes }, sendAll));
