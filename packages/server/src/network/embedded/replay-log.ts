import { createTable, type Table } from '../table.ts';
import { decodeCounted } from './call-codec.ts';
import { type Image, imageFile, readImage } from './image.ts';
import { cure, LogDamage, type LogPosition, listLogFiles, logFile } from './log-files.ts';
import type { Report } from './network-event.ts';
import { type Recovered, recoverFile } from './recover.ts';

/** A table as its log tells it. */
export interface Replayed {
  readonly table: Table;
  readonly end: LogPosition;
  /** Bytes of the log that no image held. */
  readonly replayedBytes: number;
}

/**
 * Image and tail; where there is no good image, the whole log. All of the log is read and checked either
 * way, because it is the truth and the image is not.
 *
 * @throws LogDamage
 */
export async function replayLog(folder: string, report: Report): Promise<Replayed> {
  const files = await listLogFiles(folder);
  const { position, pieces } = await findImage(folder, report);
  checkReach(folder, files.length, position);
  const table = createTable();
  for (const piece of pieces) table.restore(piece);
  let end: LogPosition = { number: 1, length: 0 };
  let replayedBytes = 0;
  for (const [index, path] of files.entries()) {
    const number = index + 1;
    const isNewest = number === files.length;
    const from = number === position.number ? position.length : 0;
    const isInImage = number < position.number;
    const apply = (record: Buffer): void => {
      if (!isInImage) table.apply(decodeCounted(record));
    };
    const found = await recoverFile({ path, isNewest, from, apply });
    reportCut(path, found, report);
    end = { number, length: found.length };
    if (!isInImage) replayedBytes += found.length - from;
  }
  return { table, end, replayedBytes };
}

async function findImage(folder: string, report: Report): Promise<Image> {
  try {
    return await readImage(folder);
  } catch (err) {
    const isMissing = (err as NodeJS.ErrnoException).code === 'ENOENT';
    const note = `${imageFile(folder)} could not be read, so that the whole log was replayed. It will be written anew.`;
    if (!isMissing) report({ event: 'image-ignored', note, err });
    return { position: { number: 1, length: 0 }, pieces: [] };
  }
}

function checkReach(folder: string, files: number, { number, length }: LogPosition): void {
  if (length === 0 || files >= number) return;
  const missing = logFile(folder, number);
  throw new LogDamage(`${missing} is missing, and the image beside it knows of it. ${cure}`);
}

function reportCut(path: string, { cutBytes, length }: Recovered, report: Report): void {
  if (cutBytes === 0) return;
  const note = `${path} ended in ${cutBytes} bytes of an unfinished batch, as a crash leaves it; they were cut off at byte ${length}. No answered call was in them: nothing needs doing.`;
  report({ event: 'log-tail-cut', note });
}
