/** Writes an image while calls are served: slice by slice, so that nobody waits for it. */
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { ImagePart } from '../../table/table.ts';
import { type LogPosition, syncFolder } from '../log-files.ts';
import type { State } from '../state.ts';
import { encodeEnd } from './end-part.ts';
import { imageFile, unfinishedSuffix } from './image-files.ts';
import { encodePart } from './part-codec.ts';
import { encodeRetries } from './retry-parts.ts';

/** An image to be written. */
export interface ImagePlan {
  readonly folder: string;
  readonly number: number;
  /** What it begins with. */
  readonly head: Buffer;
  readonly state: State;
  /** Where the log is now: everything before was applied, nothing behind. */
  readonly position: LogPosition;
  /** Makes the log durable up to there. An image must not know of what a crash may take. */
  syncLog(): Promise<unknown>;
}

/** The image is of the moment at which this is called. */
export async function writeImage(plan: ImagePlan): Promise<void> {
  const { folder, number, state, position, syncLog } = plan;
  const image = state.table.beginImage();
  const entries = state.retries.entries();
  const path = imageFile(folder, number);
  const unfinished = `${path}${unfinishedSuffix}`;
  try {
    const file = await open(unfinished, 'w', 0o600);
    try {
      await file.writeFile(plan.head);
      const parts = await writeParts(file, partsOf(image, entries));
      await syncLog();
      await file.writeFile(encodePart(encodeEnd({ parts, position })));
      await file.sync();
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    } finally {
      await file.close();
    }
  } finally {
    image.end();
  }
  await rename(unfinished, path);
  syncFolder(folder);
}

type TableImage = ReturnType<State['table']['beginImage']>;

function* partsOf(
  image: TableImage,
  entries: ReturnType<State['retries']['entries']>,
): Generator<ImagePart> {
  for (let part = image.next(); part !== undefined; part = image.next()) yield part;
  yield* encodeRetries(entries);
}

/** A part of the table's memory with all that is in front of it. */
const roomBytes = 256 * 1024 + 1_024;

/** One part a turn, encoded in the turn in which it is given. @returns how many there were */
async function writeParts(file: FileHandle, parts: Iterable<ImagePart>): Promise<number> {
  // One room for all: a fresh one for each costs more than filling it.
  const room = Buffer.allocUnsafe(roomBytes);
  let count = 0;
  for (const part of parts) {
    await file.writeFile(encodePart(part, room));
    await setImmediate();
    count += 1;
  }
  return count;
}
