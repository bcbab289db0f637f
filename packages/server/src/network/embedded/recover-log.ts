import { findImage, type ImageSearch } from './image/find-image.ts';
import {
  cure,
  fileHeadBytes,
  LogDamage,
  type LogPosition,
  listLogFiles,
  logFile,
  placedHead,
} from './log-files.ts';
import type { Report } from './network-event.ts';
import { checkFit, sizeBefore } from './read-log.ts';
import { type Recovered, recoverFile } from './recover-file.ts';
import { createState, replayRecord, type State } from './state.ts';

/** Memory as its log tells it. */
export interface RecoveredLog {
  readonly state: State;
  readonly end: LogPosition;
  /** How long the file before the newest is; 0 when there is none. */
  readonly previousBytes: number;
  /** Bytes of the log that no image held. */
  readonly replayedBytes: number;
}

/**
 * The newest good image, and the log behind it; where there is no good image, the whole log. Of the files that
 * an image holds, it is checked that they are there and how they begin: reading them all would take minutes
 * where there are many. {@link verifyLog} reads all.
 *
 * @throws LogDamage
 */
export async function recoverLog(search: ImageSearch): Promise<RecoveredLog> {
  const { folder, head, memoryLimitBytes, report } = search;
  const files = await listLogFiles(folder);
  const first = files[0] ?? 1;
  const image = await findImage(search);
  checkReach(files, { folder, image: image?.position });
  const state = image ?? createState(memoryLimitBytes);
  const position = image?.position ?? { number: first, length: 0 };
  let end = position;
  let replayedBytes = 0;
  for (const number of files) {
    const path = logFile(folder, number);
    const check = () => checkFit({ folder, number, mark: head, isFirst: number === first });
    if (number < position.number) {
      await check();
      continue;
    }
    const from = number === position.number ? position.length : 0;
    const found = await recoverFile({
      ...{ path, number, from, check },
      head: placedHead(head, { number, previousBytes: await sizeBefore(folder, number) }),
      isNewest: number === files.at(-1),
      apply: (record, at) => replayRecord(state, record, at),
    });
    reportCut(path, found, report);
    end = { number, length: found.length };
    replayedBytes += Math.max(found.length - Math.max(from, fileHeadBytes), 0);
  }
  const previousBytes = await sizeBefore(folder, end.number);
  return { state, end, previousBytes, replayedBytes };
}

/** Image and files must overlap, or touch. */
function checkReach(
  files: readonly number[],
  { folder, image }: { readonly folder: string; readonly image: LogPosition | undefined },
): void {
  const [first = 1] = files;
  const last = files.at(-1) ?? 0;
  if (image !== undefined && last < image.number)
    throw new LogDamage(
      `${logFile(folder, image.number)} is missing, and the image beside it knows of it. ${cure}`,
    );
  if (first > (image?.number ?? 1))
    throw new LogDamage(
      `The log in ${folder} begins with ${logFile(folder, first)}, and no image that can be read holds what was before. ${cure}`,
    );
}

function reportCut(path: string, found: Recovered, report: Report): void {
  const { cutBytes, length, wasAcknowledged } = found;
  if (cutBytes === 0) return;
  const what = wasAcknowledged
    ? 'Calls of the last second before the crash may have been in them, as durability async risks'
    : 'No answered call was in them';
  const note = `${path} ended in ${cutBytes} bytes of an unfinished batch, as a crash leaves it; they were cut off at byte ${length}. ${what}: nothing needs doing.`;
  report({ event: 'log-tail-cut', note });
}
