/** Reads all of a log: what is wrong with it, one sentence each. */
import { stat } from 'node:fs/promises';
import { fileHeadBytes, type LogPosition, listLogFiles, logFile } from './log-files.ts';
import { checkFit, damagedAt, readBatches } from './read-log.ts';
import { decodeChange } from './record/decode.ts';

/** @param log `end`: how far it goes; `head`: what its files begin with */
export async function verifyLog(
  folder: string,
  log: { readonly end: LogPosition; readonly head: Buffer },
): Promise<readonly string[]> {
  const faults: string[] = [];
  const numbers = await listLogFiles(folder);
  for (const number of numbers) {
    if (number > log.end.number) break;
    const path = logFile(folder, number);
    try {
      await checkFit({ folder, number, mark: log.head, isFirst: number === numbers[0] });
      await verifyFile(path, number === log.end.number ? log.end.length : (await stat(path)).size);
    } catch (error) {
      faults.push((error as Error).message);
    }
  }
  return faults;
}

async function verifyFile(path: string, to: number): Promise<void> {
  let at = fileHeadBytes;
  for await (const batch of readBatches({ path, from: at, to })) {
    for (const { record } of batch.records) decodeChange(record);
    at = batch.end;
  }
  if (at < to) throw damagedAt(path, at);
}
