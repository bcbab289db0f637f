/** What was erased leaves the log: every record that names it is written anew without it. */
import { putInPlace } from '../../../config/durable-file.ts';
import { idBytes } from '../../change.ts';
import { fileHeadBytes, listLogFiles, logFile, type RecordPosition } from '../log-files.ts';
import { readBatches } from '../read-log.ts';
import { findErased } from '../record/layout.ts';
import { recordTypes } from '../record/record-type.ts';
import { eraseIn } from '../record/rewrite.ts';
import type { Erasure } from './erased-codec.ts';
import { holdsAny } from './find-ids.ts';
import { rewriteLogFile } from './rewrite-log.ts';

/** A log whose files before one are not written to any more. */
export interface ClosedLog {
  readonly folder: string;
  readonly head: Buffer;
  /** The number of the first file that is still written to. */
  readonly before: number;
}

/** Elements by kind and identifier. */
export type ErasedSet = (kind: number, id: Uint8Array) => boolean;

export function erasedSetOf(erasures: readonly Pick<Erasure, 'kinds' | 'ids'>[]): ErasedSet {
  const keys = new Set(
    erasures.flatMap(({ kinds, ids }) => Array.from(kinds, (kind, n) => keyOf(kind, idOf(ids, n)))),
  );
  return (kind, id) => keys.has(keyOf(kind, id));
}

const idOf = (ids: Uint8Array, n: number): Uint8Array =>
  ids.subarray(n * idBytes, (n + 1) * idBytes);

const keyOf = (kind: number, id: Uint8Array): string =>
  `${kind} ${Buffer.from(id.buffer, id.byteOffset, id.length).toString('latin1')}`;

/**
 * Erases from the files of a log all up to the erasure's own record: what was seen again afterwards was counted
 * anew, and stays.
 *
 * @returns how many records were written anew, but for those of erasures
 */
export async function eraseInLog(log: ClosedLog, erasure: Erasure): Promise<number> {
  const ids = Array.from(erasure.kinds, (_, n) => Buffer.from(idOf(erasure.ids, n)));
  const isErased = erasedSetOf([erasure]);
  const numbers = (await listLogFiles(log.folder)).filter((number) => number < log.before);
  let last: RecordPosition | undefined;
  let count = 0;
  for (const number of numbers.reverse()) {
    const path = logFile(log.folder, number);
    if (!(await holdsAny(path, ids))) continue;
    last ??= await findErasure({ path, number }, isErased);
    if (last === undefined) continue;
    const limit = last.number === number ? last.offset : Number.POSITIVE_INFINITY;
    const concerns = (record: Buffer): boolean => ids.some((id) => record.includes(id));
    await putInPlace(path, async (to) => {
      await rewriteLogFile({
        ...{ from: path, to, heads: { from: log.head, to: log.head } },
        rewrite(record, offset) {
          if (offset > limit || !concerns(record)) return undefined;
          const rewritten = eraseIn(record, isErased);
          if (rewritten !== undefined && record[0] !== recordTypes.erase) count += 1;
          return rewritten;
        },
      });
    });
  }
  return count;
}

/** The last record in a file that erases some of these elements. */
async function findErasure(
  { path, number }: { readonly path: string; readonly number: number },
  isErased: ErasedSet,
): Promise<RecordPosition | undefined> {
  let found: RecordPosition | undefined;
  for await (const { records } of readBatches({ path, from: fileHeadBytes }))
    for (const { record, offset } of records)
      if (record[0] === recordTypes.erase && erases(record, isErased))
        found = { number, offset, length: record.length };
  return found;
}

function erases(record: Buffer, isErased: ErasedSet): boolean {
  const { elements, kindsAt, idsAt } = findErased(record);
  return Array.from({ length: elements }, (_, n) => n).some((n) =>
    isErased(record.readUInt8(kindsAt + n), idOf(record.subarray(idsAt), n)),
  );
}
