/** A network written anew under another storage key: the same answers to everything, in another folder. */

import type { Pseudonym } from '../../network.ts';
import { createRetries } from '../../retries.ts';
import type { StorageKey } from '../../storage-key.ts';
import { findImage } from '../image/find-image.ts';
import { imageHeadOf } from '../image/image-files.ts';
import { writeImage } from '../image/write-image.ts';
import { fileHeadOf, listLogFiles, logFile } from '../log-files.ts';
import type { Report } from '../network-event.ts';
import { eraseIn, rekeyIn } from '../record/rewrite.ts';
import type { RestoredState, State } from '../state.ts';
import { erasedSetOf } from './erase-log.ts';
import type { Erasure } from './erased-codec.ts';
import { rewriteLogFile } from './rewrite-log.ts';

/** A folder of log and images, and what its identifiers are sealed under. */
export interface SealedFolder {
  readonly folder: string;
  readonly ids: StorageKey;
}

/** What is written anew, and where. */
export interface Derivation {
  readonly from: SealedFolder;
  readonly to: SealedFolder;
  /** What must not come along, sealed as `from` is. */
  readonly erased: readonly Erasure[];
  readonly report: Report;
}

/**
 * Nobody may write to either folder meanwhile.
 *
 * @returns how many records were written
 * @throws LogDamage
 */
export async function deriveNetwork(derivation: Derivation): Promise<number> {
  let records = 0;
  for (const number of await listLogFiles(derivation.from.folder))
    records += await deriveLogFile(derivation, number);
  await deriveImage(derivation);
  return records;
}

const mapOf =
  ({ from, to }: Derivation) =>
  (ids: Uint8Array): Uint8Array =>
    to.ids.seal(from.ids.open(ids));

function deriveLogFile(derivation: Derivation, number: number): Promise<number> {
  const { from, to, erased } = derivation;
  const map = mapOf(derivation);
  const isErased = erasedSetOf(erased);
  const without = (record: Buffer): Buffer =>
    erased.length === 0 ? record : (eraseIn(record, isErased) ?? record);
  return rewriteLogFile({
    from: logFile(from.folder, number),
    to: logFile(to.folder, number),
    heads: { from: fileHeadOf(from.ids), to: fileHeadOf(to.ids) },
    rewrite: (record) => rekeyIn(without(record), map),
  });
}

/** The newest image that can be read; where there is none, the log tells everything. */
async function deriveImage(derivation: Derivation): Promise<void> {
  const { from, to, erased, report } = derivation;
  const memoryLimitBytes = Number.POSITIVE_INFINITY;
  const head = fileHeadOf(from.ids);
  const image = await findImage({ folder: from.folder, head, memoryLimitBytes, report });
  if (image === undefined) return;
  for (const { kinds, ids } of erased) image.table.apply({ type: 'erase', kinds, ids });
  image.table.rekey(mapOf(derivation));
  await writeImage({
    folder: to.folder,
    number: 1,
    head: imageHeadOf(fileHeadOf(to.ids)),
    state: { table: image.table, retries: mapRetries(image, mapOf(derivation)) },
    position: image.position,
    syncLog: async () => undefined,
  });
}

/** Answers are found by sealed keys. */
function mapRetries(
  { retries }: RestoredState,
  map: (ids: Uint8Array) => Uint8Array,
): State['retries'] {
  const mapped: State['retries'] = createRetries();
  for (const { key, atMs, kept } of retries.entries()) {
    const sealed = Buffer.from(map(Buffer.from(key, 'hex'))).toString('hex') as Pseudonym;
    mapped.keep(sealed, atMs, kept);
  }
  return mapped;
}
