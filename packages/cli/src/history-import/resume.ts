import { RejectsFile } from '../history/rejects-file.ts';
import { lastRejected } from './rejects-tail.ts';

/** From where an import is gone on with. */
export interface Resumption {
  /** The line through which it was counted before. */
  readonly counted: number;
  /** The line behind which it is read. */
  readonly afterLine: number;
  readonly rejects: RejectsFile;
}

/** More lines than were on their way when an import was killed. */
const underWay = 10_000;

/**
 * An import is gone on with behind the last row that was told of as rejected, so that those of the batch that was
 * on its way at a kill are told of too. What is sent again counts once.
 *
 * @param path of the file of rejected rows
 */
export async function resume(counted: number, path: string): Promise<Resumption> {
  const isResumed = counted > 0;
  const told = isResumed ? await lastRejected(path) : 0;
  const afterLine = Math.max(Math.min(told, counted), counted - underWay);
  return { counted, afterLine, rejects: new RejectsFile({ path, isResumed }) };
}
